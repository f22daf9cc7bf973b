package io.cityops.dashboard;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.version.CatalogueVersion;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;

/** Writes into a city's database what the jobs and the command line write. */
public final class CityRows {
    private final TimescaleServer database;

    public CityRows(TimescaleServer database) {
        this.database = database;
    }

    public void account(String name, String password, String role) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into store.account (name, password_hash, role) values (?, ?, ?)")) {
            insert.setString(1, name);
            insert.setString(2, new BCryptPasswordEncoder(4).encode(password));
            insert.setString(3, role);
            insert.executeUpdate();
        }
    }

    /** An account for these areas and sectors only. */
    public void account(String name, String password, String role, List<String> areas, List<String> sectors)
            throws SQLException {
        account(name, password, role);
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                PreparedStatement update =
                        connection.prepareStatement("update store.account set areas = ?, sectors = ? where name = ?")) {
            update.setArray(1, connection.createArrayOf("text", areas.toArray()));
            update.setArray(2, connection.createArrayOf("text", sectors.toArray()));
            update.setString(3, name);
            update.executeUpdate();
        }
    }

    /** A second factor that somebody has turned on, with a secret that nobody can open. */
    public void secondFactor(String name) throws SQLException {
        as(
                DatabaseRole.DASHBOARD,
                "select store.begin_second_factor('" + name + "', '\\x00'); select store.confirm_second_factor('" + name
                        + "', 1, array['\\x01'::bytea]); select store.activate_second_factor('" + name + "')");
    }

    public String dropSecondFactor(String actor, String name) throws SQLException {
        try (Connection connection = as(DatabaseRole.DASHBOARD);
                Statement drop = connection.createStatement();
                ResultSet row = drop.executeQuery("select store.drop_second_factor('" + actor + "', '" + name + "')")) {
            row.next();
            return row.getString(1);
        }
    }

    /** @param openId null: nobody any more */
    public void openId(String name, @Nullable String openId) throws SQLException {
        String value = openId == null ? "null" : "'" + openId + "'";
        as(DatabaseRole.REGISTRAR, "update store.account set openid_name = " + value + " where name = '" + name + "'");
    }

    public void disable(String name) throws SQLException {
        as(DatabaseRole.REGISTRAR, "update store.account set enabled = false where name = '" + name + "'");
    }

    /** As {@code ./cityops kiosk add --code} and {@code revoke} do. */
    public void approveKiosk(String name, String code) throws SQLException {
        as(DatabaseRole.REGISTRAR, "select store.approve_pairing('test', '" + code + "', '" + name + "', '{city}')");
    }

    /** As somebody at the form of layouts does. @param pages as JSON */
    public void layout(String name, String ground, String pages) throws SQLException {
        as(
                DatabaseRole.DASHBOARD,
                "select store.save_layout('quan', '" + name + "', '" + ground + "', 20, '" + pages
                        + "', coalesce((select revision from store.wall_layout where name = '" + name + "'), 0))");
    }

    public void assignLayout(String screen, String layout) throws SQLException {
        as(DatabaseRole.DASHBOARD, "select store.assign_layout('quan', '" + screen + "', '" + layout + "')");
    }

    /** Makes it the city's catalogue, as {@code ./cityops catalogue apply} does. */
    public void apply(CatalogueText text) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                PreparedStatement apply = connection.prepareStatement(
                        "select store.apply_catalogue('test', null, ?, ?, ?, 'applied', null)")) {
            apply.setString(1, text.checksum());
            apply.setString(2, text.version());
            apply.setBytes(3, CatalogueVersion.pack(text));
            apply.execute();
        }
    }

    /** What takes a rehearsal that was asked for, as {@code ./cityops rehearse serve} does, tells of it, and ends it. */
    public String runner(String sql) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** As if nothing had been heard of it for a minute. */
    public void forgetRunner(String rule) throws SQLException {
        as(
                DatabaseRole.OWNER,
                "update store.rehearsal set heard_at = heard_at - interval '1 minute' where state = 'running' and rule = '"
                        + rule + "'");
    }

    public void revokeKiosk(String name) throws SQLException {
        as(DatabaseRole.REGISTRAR, "select store.revoke_kiosk('test', '" + name + "')");
    }

    public void device(String id, String type, String sector, String area) throws SQLException {
        as(
                DatabaseRole.REGISTRAR,
                "insert into store.device (id, type, sector, area, lat, lon) values ('" + id + "', '" + type + "', '"
                        + sector + "', '" + area + "', 10.77, 106.7) on conflict do nothing");
    }

    public void deviceAt(String id, String area, double lat, double lon) throws SQLException {
        device(id, "river-gauge", "water", area);
        as(
                DatabaseRole.REGISTRAR,
                "update store.device set lat = " + lat + ", lon = " + lon + " where id = '" + id + "'");
    }

    /** So many gauges, {@code crowd-AREA-1} and on, all over the city. */
    public void crowd(int count, String area) throws SQLException {
        as(
                DatabaseRole.REGISTRAR,
                "insert into store.device (id, type, sector, area, lat, lon) select 'crowd-" + area + "-' || n,"
                        + " 'river-gauge', 'water', '" + area + "', 10.77 + 0.3 * sin(n) * (n % 97) / 97.0,"
                        + " 106.7 + 0.4 * cos(n * 1.7) * (n % 89) / 89.0 from generate_series(1, " + count + ") n");
    }

    /** They are gone again. */
    public void disperse() throws SQLException {
        as(DatabaseRole.REGISTRAR, "delete from store.device where id like 'crowd-%'");
    }

    /** A device that a concentrator speaks for. */
    public void deviceBehind(String concentrator, String id, String area) throws SQLException {
        device(id, "river-gauge", "water", area);
        as(
                DatabaseRole.REGISTRAR,
                "update store.device set concentrator = '" + concentrator + "' where id = '" + id + "'");
    }

    public void disableDevice(String id) throws SQLException {
        as(DatabaseRole.REGISTRAR, "update store.device set enabled = false where id = '" + id + "'");
    }

    /** As the jobs tell of a device that has fallen silent. */
    public UUID silence(String device, String area) throws SQLException {
        UUID id = UUID.randomUUID();
        as(
                DatabaseRole.JOBS,
                "select store.apply_alert_transition('raised', '" + id + "', 'device.silent', 1, 'device', '" + device
                        + "', '" + area + "', 'water', 'low', 'mất tín hiệu', now(), null, null, 'Không có số liệu')");
        return id;
    }

    /** A window of maintenance of one device, from now on for an hour. */
    public void maintenance(String device, String owner, String reason) throws SQLException {
        as(
                DatabaseRole.REGISTRAR,
                "insert into store.maintenance_window (device_id, starts_at, ends_at, reason, owner) values ('" + device
                        + "', now() - interval '1 second', now() + interval '1 hour', '" + reason + "', '" + owner
                        + "')");
    }

    /** As the jobs keep what the gateway refused. */
    public void refused(String device, String reason, String payload) throws SQLException {
        refused(device, reason, "as tested", payload);
    }

    public void refused(String device, String reason, String detail, String payload) throws SQLException {
        try (Connection connection = as(DatabaseRole.JOBS);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into store.rejected (received_at, device_id, topic, reason, detail, payload, partition,"
                                + " kafka_offset) values (clock_timestamp(), ?, 'city/water/x/telemetry', ?, ?,"
                                + " ?, 0, floor(random() * 1e12))")) {
            insert.setString(1, device);
            insert.setString(2, reason);
            insert.setString(3, detail);
            insert.setBytes(4, payload.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            insert.executeUpdate();
        }
    }

    /** As whoever serves replays: takes the oldest that waits, and says that this became of each of its messages. */
    public void judgeAgain(String outcome) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                Statement statement = connection.createStatement()) {
            long replay;
            try (ResultSet row = statement.executeQuery("select store.claim_replay('test')")) {
                row.next();
                replay = row.getLong(1);
            }
            int judged = statement.executeUpdate("update store.rejected r set replayed_at = clock_timestamp(),"
                    + " replay_outcome = '" + outcome + "' from store.replay_message m where m.replay = " + replay
                    + " and r.received_at = m.received_at and r.partition = m.partition"
                    + " and r.kafka_offset = m.kafka_offset");
            boolean accepted = outcome.equals("accepted");
            statement.execute("select store.tell_replay(%d, 'test', %d, %d, 0), store.end_replay(%d, 'test', null)"
                    .formatted(replay, accepted ? judged : 0, accepted ? 0 : judged, replay));
        }
    }

    /** The newest lines of the audit: actor, action and object, the newest first. */
    public List<String> audit() throws SQLException {
        return lines("select actor || ' ' || action || ' ' || object from cityops.audit order by at desc limit 50");
    }

    /** The timeline of an alarm: actor, action and comment. */
    public List<String> timeline(UUID alarm) throws SQLException {
        return lines("select actor || ' ' || action || ' ' || comment from cityops.alert_event where alert_id = '"
                + alarm + "' order by at");
    }

    private List<String> lines(String sql) throws SQLException {
        try (Connection connection = as(DatabaseRole.READER);
                Statement query = connection.createStatement();
                ResultSet row = query.executeQuery(sql)) {
            List<String> lines = new ArrayList<>();
            while (row.next()) {
                lines.add(row.getString(1));
            }
            return lines;
        }
    }

    private void as(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = as(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    public void password(String name, String password) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                PreparedStatement update =
                        connection.prepareStatement("update store.account set password_hash = ? where name = ?")) {
            update.setString(1, new BCryptPasswordEncoder(4).encode(password));
            update.setString(2, name);
            update.executeUpdate();
        }
    }

    /** As the gateway writes a camera's newest picture. */
    public void still(String deviceId, byte[] jpeg) throws SQLException {
        try (Connection connection = as(DatabaseRole.GATEWAY);
                PreparedStatement insert = connection.prepareStatement(
                        "insert into store.snapshot (device_id, taken_at, received_at, bytes)"
                                + " values (?, now(), now(), ?)")) {
            insert.setString(1, deviceId);
            insert.setBytes(2, jpeg);
            insert.executeUpdate();
        }
    }

    /** The value of this minute, and the notification that follows it. */
    public void value(String area, String indicator, double value) throws SQLException {
        try (Connection connection = as(DatabaseRole.JOBS);
                PreparedStatement upsert = connection.prepareStatement("""
                    insert into store.indicator (window_start, window_seconds, area, indicator, value, expected,
                                                 reporting, newest_reading_at)
                    values (?, 60, ?, ?, ?, 4, 4, ?)
                    on conflict (area, indicator, window_seconds, window_start, drill) do update set
                        value = excluded.value, newest_reading_at = excluded.newest_reading_at,
                        updated_at = clock_timestamp()\
                    """);
                PreparedStatement notify = connection.prepareStatement("select pg_notify('cityops_indicator', '')")) {
            Instant now = Instant.now();
            upsert.setTimestamp(1, Timestamp.from(now.truncatedTo(ChronoUnit.MINUTES)));
            upsert.setString(2, area);
            upsert.setString(3, indicator);
            upsert.setDouble(4, value);
            upsert.setTimestamp(5, Timestamp.from(now));
            upsert.executeUpdate();
            notify.execute();
        }
    }

    /**
     * A figure of this minute with all that its passport tells, and the correction before it.
     *
     * @param why the one device that is left out is so, as the job writes it
     */
    public void correctedValue(String area, String indicator, double before, double after, String why)
            throws SQLException {
        String row = "(date_trunc('minute', now()), 60, '" + area + "', '" + indicator + "', ";
        String key = " where area = '" + area + "' and indicator = '" + indicator
                + "' and window_start = date_trunc('minute', now())";
        as(
                DatabaseRole.JOBS,
                "insert into store.indicator (window_start, window_seconds, area, indicator, value, expected,"
                        + " reporting, excluded, revision, newest_reading_at, readings, late, passport) values " + row
                        + before
                        + ", 4, 2, 2, 1, now(), 2, 0, '{}') on conflict (area, indicator, window_seconds,"
                        + " window_start, drill) do update set revision = 1, value = excluded.value, updated_at ="
                        + " clock_timestamp()");
        as(
                DatabaseRole.JOBS,
                "update store.indicator set value = " + after + ", revision = 2, late = 1, expected = 4, reporting ="
                        + " 3, excluded = 1, updated_at = clock_timestamp(),"
                        + " newest_reading_at = now(), passport ="
                        + " '{\"excluded\": {\"" + why + "\": 1, \"out_of_range\": 0}, \"readings\": 3,"
                        + " \"late\": 1, \"newest\": \"2026-11-22T05:00:00Z\","
                        + " \"oldest\": \"2026-11-22T04:59:30Z\", \"catalogue\":"
                        + " \"tested\"}'" + key
                        + "; select pg_notify('cityops_indicator', '')");
    }

    /** One reading of now. */
    public void reading(String device, String measure, double value, int quality) throws SQLException {
        as(
                DatabaseRole.JOBS,
                "insert into store.reading (observed_at, received_at, device_id, measure, value, quality)"
                        + " values (clock_timestamp(), clock_timestamp(), '" + device + "', '" + measure + "', " + value
                        + ", "
                        + quality + ")");
    }

    /** Whole days of an indicator up to yesterday, the oldest first. */
    public void days(String area, String indicator, double... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            as(
                    DatabaseRole.JOBS,
                    "insert into store.indicator (window_start, window_seconds, area, indicator, value,"
                            + " expected, reporting, revision) values (date_trunc('day', now()) - interval '"
                            + (values.length - i) + " days', 86400, '" + area + "', '" + indicator + "', " + values[i]
                            + ", 4, 4, 1)");
        }
    }

    /** Nothing is wrong any more. */
    public void closeAlarms() throws SQLException {
        as(
                DatabaseRole.JOBS,
                "update store.alert_child set ended_at = clock_timestamp() where ended_at is null;"
                        + " update store.alert set state = 'closed', closed_at = clock_timestamp() where state <>"
                        + " 'closed'");
    }

    public UUID riverAlarm(String device) throws SQLException {
        return riverAlarm(device, "25768");
    }

    public UUID riverAlarm(String device, String area) throws SQLException {
        return riverAlarm(device, area, "high");
    }

    public UUID criticalAlarm(String device) throws SQLException {
        return riverAlarm(device, "25768", "critical");
    }

    private UUID riverAlarm(String device, String area, String severity) throws SQLException {
        UUID id = UUID.randomUUID();
        try (Connection connection = as(DatabaseRole.JOBS);
                PreparedStatement raise = connection.prepareStatement("""
                    select store.apply_alert_transition('raised', ?, 'water.river-alarm', 1, 'device', ?, ?,
                        'water', ?, 'báo động II', now(), 1.53, 1.5, 'Mực nước 1,53 m')\
                    """)) {
            raise.setObject(1, id);
            raise.setString(2, device);
            raise.setString(3, area);
            raise.setString(4, severity);
            raise.execute();
        }
        return id;
    }

    /** Of a whole ward, for hours. */
    public UUID areaAlarm(String rule, String area) throws SQLException {
        UUID id = UUID.randomUUID();
        as(
                DatabaseRole.JOBS,
                "select store.apply_alert_transition('raised', '" + id + "', '" + rule + "', 1, 'area', '" + area
                        + "', '" + area + "', 'water', 'high', '', now() - interval '92 minutes', null, null, '')");
        return id;
    }

    /** The river has fallen again. */
    public void riverFell(UUID id, String device, String area) throws SQLException {
        as(
                DatabaseRole.JOBS,
                "select store.apply_alert_transition('cleared', '" + id + "', 'water.river-alarm', 1, 'device', '"
                        + device + "', '" + area
                        + "', 'water', 'high', 'báo động II', clock_timestamp(), 1.2, 1.5, 'Mực nước')");
    }

    /** A drill that is played from now on, with a river level and an alarm of its own; returns the alarm's id. */
    public UUID drill(String id, double level) throws SQLException {
        UUID alarm = UUID.randomUUID();
        try (Connection registrar = as(DatabaseRole.REGISTRAR);
                Connection jobs = as(DatabaseRole.JOBS);
                Statement begin = registrar.createStatement();
                Statement write = jobs.createStatement()) {
            begin.execute("insert into store.drill (id, scenario, name_vi, name_en, started_by, ends_at, nominal_at)"
                    + " values ('" + id + "', 'tide.yaml', 'Triều cường', 'Spring tide', 'test',"
                    + " now() + interval '1 hour', now())");
            write.execute("insert into store.indicator (window_start, window_seconds, area, indicator, value, expected,"
                    + " reporting, newest_reading_at, drill) values (date_trunc('minute', now()), 60, 'city',"
                    + " 'water.river_level', " + level + ", 4, 4, now(), '" + id + "')");
            write.execute("select store.apply_alert_transition('raised', '" + alarm + "', 'water.river-alarm', 1,"
                    + " 'device', 'drill-" + id + "-g', '25768', 'water', 'critical', 'báo động III', now(), 1.72, 1.6,"
                    + " 'Mực nước 1,72 m', '" + id + "')");
            write.execute("select pg_notify('cityops_indicator', '')");
        }
        return alarm;
    }

    public void endDrill(String id) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                Statement end = connection.createStatement()) {
            end.execute("select store.end_drill('" + id + "', 'test', 'completed')");
        }
    }

    /** Whoever played it was killed half a minute ago. */
    public void abandonDrill(String id) throws SQLException {
        try (Connection connection = as(DatabaseRole.REGISTRAR);
                Statement update = connection.createStatement()) {
            update.execute(
                    "update store.drill set alive_at = alive_at - interval '31 seconds' where id = '" + id + "'");
        }
    }

    private Connection as(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), role.roleName(), database.password(role));
    }
}
