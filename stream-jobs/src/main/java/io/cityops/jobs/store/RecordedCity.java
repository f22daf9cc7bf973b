package io.cityops.jobs.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the database has recorded of ordinary life beside telemetry; as the reader's role sees it. */
public final class RecordedCity implements AutoCloseable {
    private final Connection connection;

    public RecordedCity(Database database) throws IOException {
        connection = Database.read(database::connectForReading);
    }

    /** An alarm called for somebody at a desk. */
    public record Call(String rule, String area, String sector, Instant at) {}

    /** An alarm of a rule was raised, or came back before it was closed. */
    public record Raising(String rule, String entityId, Instant at) {}

    /** By id; a drill's twins are not among them. */
    public Map<String, RecordedDevice> devices() throws IOException {
        return Database.read(() -> selectDevices());
    }

    private Map<String, RecordedDevice> selectDevices() throws SQLException {
        Map<String, RecordedDevice> devices = new LinkedHashMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select id, type, sector, area, (extract(epoch from expected_interval) * 1000)::int8,
                            state <> 'disabled'
                        from cityops.device where drill is null order by id""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                devices.put(
                        row.getString(1),
                        new RecordedDevice(
                                row.getString(1),
                                row.getString(2).intern(),
                                row.getString(3).intern(),
                                row.getString(4).intern(),
                                row.getLong(5),
                                row.getBoolean(6)));
            }
        }
        return devices;
    }

    /** Alarms of these sectors that somebody acknowledged, opened in [from, until). */
    public List<Incident.Acknowledged> acknowledged(List<String> sectors, Instant from, Instant until)
            throws IOException {
        return Database.read(() -> selectAcknowledged(sectors, from, until));
    }

    private List<Incident.Acknowledged> selectAcknowledged(List<String> sectors, Instant from, Instant until)
            throws SQLException {
        List<Incident.Acknowledged> incidents = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select rule, entity_id, area, sector, severity, opened_at, cleared_at, acknowledged_by, message
                from cityops.alert
                where drill is null and acknowledged_by is not null and sector = any (?)
                    and opened_at >= ? and opened_at < ?
                order by opened_at, id""")) {
            select.setArray(1, connection.createArrayOf("text", sectors.toArray()));
            period(select, 2, from, until);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp cleared = row.getTimestamp(7);
                    incidents.add(new Incident.Acknowledged(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getString(4),
                            row.getString(5),
                            row.getTimestamp(6).toInstant(),
                            cleared == null ? null : cleared.toInstant(),
                            row.getString(8),
                            row.getString(9)));
                }
            }
        }
        return incidents;
    }

    /** What called anybody in [from, until), but for these rules; in order of time. */
    public List<Call> calls(List<String> exceptRules, Instant from, Instant until) throws IOException {
        return Database.read(() -> selectCalls(exceptRules, from, until));
    }

    private List<Call> selectCalls(List<String> exceptRules, Instant from, Instant until) throws SQLException {
        List<Call> calls = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select a.rule, a.area, a.sector, e.at
                from cityops.alert_event e join cityops.alert a on a.id = e.alert_id
                where e.announced and a.drill is null and a.rule <> all (?) and e.at >= ? and e.at < ?
                order by e.at""")) {
            select.setArray(1, connection.createArrayOf("text", exceptRules.toArray()));
            period(select, 2, from, until);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    calls.add(new Call(
                            row.getString(1),
                            row.getString(2),
                            row.getString(3),
                            row.getTimestamp(4).toInstant()));
                }
            }
        }
        return calls;
    }

    /** Of these rules in [from, until), as the running job told them. */
    public List<Raising> raisings(List<String> rules, Instant from, Instant until) throws IOException {
        return Database.read(() -> selectRaisings(rules, from, until));
    }

    private List<Raising> selectRaisings(List<String> rules, Instant from, Instant until) throws SQLException {
        List<Raising> raisings = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select a.rule, a.entity_id, e.at
                from cityops.alert_event e join cityops.alert a on a.id = e.alert_id
                where e.actor = 'jobs' and e.action in ('raised', 'returned') and a.drill is null and a.rule = any (?)
                    and e.at >= ? and e.at < ?
                order by e.at""")) {
            select.setArray(1, connection.createArrayOf("text", rules.toArray()));
            period(select, 2, from, until);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    raisings.add(new Raising(
                            row.getString(1),
                            row.getString(2),
                            row.getTimestamp(3).toInstant()));
                }
            }
        }
        return raisings;
    }

    private static void period(PreparedStatement select, int at, Instant from, Instant until) throws SQLException {
        select.setTimestamp(at, Timestamp.from(from));
        select.setTimestamp(at + 1, Timestamp.from(until));
    }

    @Override
    public void close() throws IOException {
        Database.read(() -> {
            connection.close();
            return true;
        });
    }
}
