package io.cityops.localstack.drill;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.Text;
import io.cityops.model.registry.DeviceRow;
import io.cityops.model.registry.DeviceToken;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The drills that the city keeps, and the one that may run now. */
public final class Drills implements AutoCloseable {
    private static final String COLUMNS = "select id, scenario, name_vi, name_en, started_by, started_at, ends_at,"
            + " nominal_at, speed, labels, running, ended_at, outcome, report from cityops.drill ";
    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final String actor;

    private Drills(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** @param actor who is named in the drill's events and in the audit */
    public static Drills open(DatabaseAccess database, String actor) throws SQLException {
        return new Drills(database.connect(DatabaseRole.REGISTRAR), actor);
    }

    /** The newest first. */
    public List<Drill> all() throws SQLException {
        return drills(COLUMNS + "order by started_at desc", null);
    }

    public Optional<Drill> find(String id) throws SQLException {
        return drills(COLUMNS + "where id = ?", id).stream().findFirst();
    }

    /** @param run an id, or {@code current} for the one that runs */
    public static Drill required(Drills drills, String run) throws SQLException {
        Optional<Drill> found = run.equals("current") ? drills.unended() : drills.find(run);
        return found.orElseThrow(() -> new StackFailure(
                run.equals("current") ? "no drill runs" : "there is no drill '" + run + "'",
                "See those that were played with: ./cityops drill --list"));
    }

    /** The one that was not ended, whether somebody still plays it or not. */
    public Optional<Drill> unended() throws SQLException {
        return drills(COLUMNS + "where ended_at is null", null).stream().findFirst();
    }

    /** @throws StackFailure while another one runs */
    void begin(Drill drill) throws SQLException {
        String sql = "insert into store.drill (id, scenario, name_vi, name_en, started_by, started_at, ends_at,"
                + " nominal_at, speed, labels) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, drill.id());
            insert.setString(2, drill.scenario());
            insert.setString(3, drill.name().vi());
            insert.setString(4, drill.name().en());
            insert.setString(5, actor);
            insert.setTimestamp(6, Timestamp.from(drill.startedAt()));
            insert.setTimestamp(7, Timestamp.from(drill.endsAt()));
            insert.setTimestamp(8, Timestamp.from(drill.nominalAt()));
            insert.setDouble(9, drill.speed());
            insert.setString(10, Label.writeAll(drill.labels()));
            insert.executeUpdate();
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw alreadyRunning(unended());
            }
            throw e;
        }
        event(drill.id(), "started", "", 0, drill.scenario());
        audit("drill.start", drill.id(), drill.scenario());
    }

    public static StackFailure alreadyRunning(Optional<Drill> other) {
        String which = other.map(drill ->
                        " (" + drill.id() + ", " + drill.name().en() + ", started by " + drill.startedBy() + ")")
                .orElse("");
        return new StackFailure(
                "a drill runs already" + which, "Wait for its end, or end it with: ./cityops drill --stop");
    }

    /** Registers a twin of each device. Returns their tokens by id. */
    Map<String, String> register(String drill, List<DeviceRow.Valid> devices) throws SQLException {
        SecureRandom random = new SecureRandom();
        Map<String, String> tokens = new LinkedHashMap<>();
        String sql = "insert into store.device (id, type, sector, area, lat, lon, expected_interval, token_salt,"
                + " token_hash, drill) values (?, ?, ?, ?, ?, ?, ? * interval '1 millisecond', ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            connection.setAutoCommit(false);
            for (DeviceRow.Valid device : devices) {
                String id = Drill.twinOf(drill, device.id());
                String token = DeviceToken.generate(random);
                byte[] salt = DeviceToken.newSalt(random);
                tokens.put(id, token);
                insert.setString(1, id);
                insert.setString(2, device.type());
                insert.setString(3, device.sector());
                insert.setString(4, device.area());
                insert.setObject(5, device.lat(), Types.DOUBLE);
                insert.setObject(6, device.lon(), Types.DOUBLE);
                insert.setLong(7, device.expectedInterval().toMillis());
                insert.setBytes(8, salt);
                insert.setBytes(9, DeviceToken.hash(salt, token));
                insert.setString(10, drill);
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } finally {
            connection.setAutoCommit(true);
        }
        return tokens;
    }

    /** Says that it is still played. False when it was ended meanwhile. */
    boolean keepAlive(String drill) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(
                "update store.drill set alive_at = clock_timestamp() where id = ? and ended_at is null")) {
            update.setString(1, drill);
            return update.executeUpdate() == 1;
        }
    }

    /**
     * The twins go, the drill's alarms are closed, its rows stay. False when it was over already.
     *
     * @param outcome {@code completed}, {@code stopped} or {@code abandoned}
     */
    public boolean end(String drill, String outcome) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.end_drill(?, ?, ?)")) {
            call.setString(1, drill);
            call.setString(2, actor);
            call.setString(3, outcome);
            try (ResultSet row = call.executeQuery()) {
                boolean ended = row.next() && row.getBoolean(1);
                if (ended) {
                    audit("drill.end", drill, outcome);
                }
                return ended;
            }
        }
    }

    /** Ends the one that nobody plays any more, if there is one, and gives it back. */
    public Optional<Drill> endAbandoned() throws SQLException {
        Optional<Drill> left = unended().filter(drill -> !drill.running());
        if (left.isPresent()) {
            end(left.get().id(), "abandoned");
        }
        return left;
    }

    /** Ticks a step of a label's procedure. False when somebody has done so already. */
    public boolean tick(String drill, String label, int step, String comment) throws SQLException {
        return event(drill, "step", label, step, comment);
    }

    public List<DoneStep> steps(String drill) throws SQLException {
        String sql = "select label, step, at, actor from cityops.drill_event where drill = ? and action = 'step'";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, drill);
            List<DoneStep> steps = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    steps.add(new DoneStep(
                            row.getString(1), row.getInt(2), row.getTimestamp(3).toInstant(), row.getString(4)));
                }
            }
            return steps;
        }
    }

    /** In the order in which they were raised. */
    public List<DrillAlarm> alarms(String drill) throws SQLException {
        String sql = "select id, rule, area, sector, severity, opened_at, acknowledged_at, acknowledged_by,"
                + " cleared_at, message from cityops.alert where drill = ? order by opened_at, id";
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, drill);
            List<DrillAlarm> alarms = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    alarms.add(new DrillAlarm(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getTimestamp(6).toInstant(),
                            instant(row, 7),
                            row.getString(8),
                            instant(row, 9),
                            row.getString(10)));
                }
            }
            return alarms;
        }
    }

    public void keepReport(String drill, String json) throws SQLException {
        try (PreparedStatement update =
                connection.prepareStatement("update store.drill set report = ?::jsonb where id = ?")) {
            update.setString(1, json);
            update.setString(2, drill);
            update.executeUpdate();
        }
    }

    private boolean event(String drill, String action, String label, int step, String comment) throws SQLException {
        String sql = "insert into store.drill_event (drill, actor, action, label, step, comment)"
                + " values (?, ?, ?, ?, ?, ?) on conflict do nothing";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            insert.setString(1, drill);
            insert.setString(2, actor);
            insert.setString(3, action);
            insert.setString(4, label);
            insert.setInt(5, step);
            insert.setString(6, comment);
            return insert.executeUpdate() == 1;
        }
    }

    private void audit(String action, String drill, String detail) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into store.audit (actor, action, object, detail) values (?, ?, ?, ?)")) {
            insert.setString(1, actor);
            insert.setString(2, action);
            insert.setString(3, drill);
            insert.setString(4, detail);
            insert.executeUpdate();
        }
    }

    private List<Drill> drills(String sql, @Nullable String id) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(sql)) {
            if (id != null) {
                query.setString(1, id);
            }
            List<Drill> drills = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    drills.add(drill(row));
                }
            }
            return drills;
        }
    }

    private static Drill drill(ResultSet row) throws SQLException {
        return new Drill(
                row.getString(1),
                row.getString(2),
                new Text(row.getString(3), row.getString(4)),
                row.getString(5),
                row.getTimestamp(6).toInstant(),
                row.getTimestamp(7).toInstant(),
                row.getTimestamp(8).toInstant(),
                row.getDouble(9),
                Label.readAll(row.getString(10)),
                row.getBoolean(11),
                instant(row, 12),
                row.getString(13),
                row.getString(14));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
