package io.cityops.localstack.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.UUID;

/** A city's database in which a test raises and clears alarms as the jobs do, and acts as people and dashboards do. */
public final class AlarmRows implements AutoCloseable {
    private final TimescaleServer server;

    public AlarmRows(Path directory, int port) throws IOException {
        server = TimescaleServer.start(directory, port);
    }

    public TimescaleServer server() {
        return server;
    }

    /** A device, behind a concentrator where one is named. */
    public void device(String id, String type, String area, String concentrator) throws SQLException {
        update(
                DatabaseRole.REGISTRAR,
                "insert into store.device (id, type, sector, area, concentrator) values ('%s', '%s', 'water', '%s', %s)"
                        .formatted(id, type, area, concentrator == null ? "null" : "'" + concentrator + "'"));
    }

    /** A device's alarm, as the jobs raise it; returns whether anything changed. */
    public boolean raise(UUID id, String rule, String device, String severity, Instant at) throws SQLException {
        return transition("raised", id, rule, device, "25747", severity, at);
    }

    public boolean clear(String rule, String device, Instant at) throws SQLException {
        return transition("cleared", UUID.randomUUID(), rule, device, "25747", "low", at);
    }

    public boolean transition(
            String action, UUID id, String rule, String device, String area, String severity, Instant at)
            throws SQLException {
        return answer(DatabaseRole.JOBS, applied(action, id, rule, device, area, severity, at))
                .equals("t");
    }

    /** The jobs' statement for one transition. */
    public static String applied(
            String action, UUID id, String rule, String device, String area, String severity, Instant at) {
        return """
                select store.apply_alert_transition('%s', '%s', '%s', 1, 'device', '%s', '%s', 'water', '%s', '%s', '%s',
                    1.5, 1.4, 'as told')""".formatted(action, id, rule, device, area, severity, severity, at);
    }

    /** The passing of time, as a dashboard's tending tells it. */
    public void tend(Instant now) throws SQLException {
        answer(DatabaseRole.DASHBOARD, "select called from store.tend_alarms('" + now + "')");
    }

    /** What the contract's view says of an alarm. */
    public String alert(UUID id, String columns) throws SQLException {
        return answer(
                DatabaseRole.READER,
                "select concat_ws(' ', " + columns + ") from cityops.alert where id = '" + id + "'");
    }

    /** The actions of its timeline, in their order. */
    public String timeline(UUID id) throws SQLException {
        return answer(
                DatabaseRole.READER,
                "select string_agg(action, ' ' order by at, action) from cityops.alert_event where alert_id = '" + id
                        + "'");
    }

    public void update(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        }
    }

    /** The first column of the first row. */
    public String answer(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = connect(role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }

    public Connection connect(DatabaseRole role) throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl(), role.roleName(), server.password(role));
    }

    @Override
    public void close() {
        server.close();
    }
}
