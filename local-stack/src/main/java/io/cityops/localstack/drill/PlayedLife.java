package io.cityops.localstack.drill;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Array;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Puts the transitions of a day that was played fast through the life that alarms have: a database of its own, with every function
 * of the city's, whose clock shows the day's time. Somebody acknowledges each alarm two minutes after it called.
 */
final class PlayedLife {
    /** What passes by the clock alone is looked at so often; live it is each second. */
    private static final String LOOK_EVERY = "15 seconds";

    private static final String ANSWER_AFTER = "2 minutes";

    private static final String PREPARE = """
            create schema played;
            create function played.clock_timestamp() returns timestamptz language sql volatile as
                $$ select current_setting('played.now')::timestamptz $$;
            alter table store.alert alter column active_since set default played.clock_timestamp();
            create table played.transition (place bigint primary key, body jsonb not null);
            create table played.looked (at timestamptz not null);
            create procedure played.play(p_from timestamptz, p_until timestamptz) language plpgsql as $$
            declare
                t record;
                moment timestamptz := p_from;
                look timestamptz := p_from;
            begin
                for t in select body, (body ->> 'at')::timestamptz as at from played.transition
                         where (body ->> 'at')::timestamptz >= p_from and (body ->> 'at')::timestamptz < p_until
                         order by place
                loop
                    moment := greatest(moment, t.at);
                    while look <= moment loop
                        perform set_config('played.now', look::text, false);
                        perform store.tend_alarms(look);
                        perform store.acknowledge_alert(id, 'operator', '') from store.alert
                            where state in ('active', 'cleared') and active_since <= look - interval '%1$s'
                                and exists (select from store.alert_event e where e.alert_id = id and e.announced);
                        look := look + interval '%2$s';
                        commit;
                    end loop;
                    perform set_config('played.now', moment::text, false);
                    perform store.apply_alert_transition(t.body ->> 'action', (t.body ->> 'id')::uuid,
                        t.body ->> 'rule', (t.body ->> 'rule_version')::integer, t.body ->> 'entity_kind',
                        t.body ->> 'entity_id', t.body ->> 'area', t.body ->> 'sector', t.body ->> 'severity',
                        t.body ->> 'level', t.at, (t.body ->> 'value')::double precision,
                        (t.body ->> 'threshold')::double precision, t.body ->> 'message');
                    commit;
                end loop;
            end $$;
            """.formatted(ANSWER_AFTER, LOOK_EVERY);

    private static final String ALARMS = """
            select a.rule, a.entity_id, a.area, a.sector, a.severity, a.message,
                array(select e.at from store.alert_event e where e.alert_id = a.id
                      and e.action in ('raised', 'returned') and e.at >= ? and e.at < ? order by 1),
                array(select e.at from store.alert_event e where e.alert_id = a.id and e.announced
                      and e.at >= ? and e.at < ? order by 1)
            from store.alert a where a.opened_at < ? order by a.opened_at, a.id
            """;

    private final TimescaleServer server;

    PlayedLife(TimescaleServer server) {
        this.server = server;
    }

    /** @param devices as the registry imports them, one a line after the first */
    void prepare(List<String> devices, Path transitions) throws SQLException, IOException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            statement.execute(PREPARE);
            register(owner, devices);
            try (PreparedStatement insert =
                    owner.prepareStatement("insert into played.transition values (?, ?::jsonb)")) {
                long place = 0;
                for (String line : Files.readAllLines(transitions)) {
                    insert.setLong(1, place++);
                    insert.setString(2, line);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        }
    }

    private static void register(Connection owner, List<String> devices) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(
                        "insert into store.device (id, type, sector, area, expected_interval) values (?, ?, '', ?, ?::interval)");
                PreparedStatement behind = owner.prepareStatement(
                        "update store.device set concentrator = ?, external_id = ? where id = ?")) {
            for (String line : devices.subList(1, devices.size())) {
                String[] cells = line.split(",", -1);
                insert.setString(1, cells[0]);
                insert.setString(2, cells[1]);
                insert.setString(3, cells[2]);
                insert.setString(4, cells[5] + " seconds");
                insert.addBatch();
                if (cells.length > 7 && !cells[6].isEmpty()) {
                    behind.setString(1, cells[6]);
                    behind.setString(2, cells[7]);
                    behind.setString(3, cells[0]);
                    behind.addBatch();
                }
            }
            insert.executeBatch();
            behind.executeBatch();
        }
    }

    /** Plays what was told in this time. The database may be killed between two times. */
    void play(Instant from, Instant until) throws SQLException {
        try (Connection owner = connect();
                Statement statement = owner.createStatement()) {
            // Before the real clock, for whatever function names it alone.
            statement.execute("set search_path = played, pg_catalog, public");
            statement.execute("call played.play('%s', '%s')".formatted(from, until));
        }
    }

    /** Those that were raised in this time or called in it. */
    List<PlayedAlarm> alarms(Instant from, Instant until) throws SQLException {
        List<PlayedAlarm> alarms = new ArrayList<>();
        try (Connection owner = connect();
                PreparedStatement query = owner.prepareStatement(ALARMS)) {
            for (int i = 1; i <= 5; i++) {
                query.setObject(i, (i % 2 == 1 && i < 5 ? from : until).atOffset(ZoneOffset.UTC));
            }
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    PlayedAlarm alarm = new PlayedAlarm(
                            rows.getString(1),
                            rows.getString(2),
                            rows.getString(3),
                            rows.getString(4),
                            rows.getString(5),
                            rows.getString(6),
                            moments(rows.getArray(7)),
                            moments(rows.getArray(8)));
                    if (!alarm.raised().isEmpty() || !alarm.calls().isEmpty()) {
                        alarms.add(alarm);
                    }
                }
            }
        }
        return alarms;
    }

    private static List<Instant> moments(Array array) throws SQLException {
        return Arrays.stream((Timestamp[]) array.getArray())
                .map(Timestamp::toInstant)
                .toList();
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(
                server.jdbcUrl(), DatabaseRole.OWNER.roleName(), server.password(DatabaseRole.OWNER));
    }
}
