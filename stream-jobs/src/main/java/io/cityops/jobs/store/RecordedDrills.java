package io.cityops.jobs.store;

import io.cityops.model.catalogue.Text;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The drills that were played into the city, as the reader's role sees them. */
public final class RecordedDrills implements AutoCloseable {
    private final Connection connection;

    public RecordedDrills(Database database) throws IOException {
        connection = Database.read(database::connectForReading);
    }

    /** Their labels of these sectors or rules that begin in [from, until), and began before the drill was over. */
    public List<Incident.Played> labels(
            Collection<String> sectors, Collection<String> rules, Instant from, Instant until) throws IOException {
        return Database.read(() -> selectLabels(sectors, rules, from, until));
    }

    private List<Incident.Played> selectLabels(
            Collection<String> sectors, Collection<String> rules, Instant from, Instant until) throws SQLException {
        List<Incident.Played> labels = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select d.id, l ->> 'id', l -> 'what' ->> 'vi', l -> 'what' ->> 'en', l ->> 'rule',
                    array(select jsonb_array_elements_text(l -> 'where')), l ->> 'sector', l ->> 'severity',
                    (l ->> 'from')::timestamptz as begins, (l ->> 'to')::timestamptz, d.ended_at
                from cityops.drill d, jsonb_array_elements(d.labels) l
                where (l ->> 'sector' = any (?) or l ->> 'rule' = any (?))
                    and (l ->> 'from')::timestamptz >= ? and (l ->> 'from')::timestamptz < ?
                    and (d.ended_at is null or (l ->> 'from')::timestamptz < d.ended_at)
                order by begins, d.id, l ->> 'id'""")) {
            select.setArray(1, connection.createArrayOf("text", sectors.toArray()));
            select.setArray(2, connection.createArrayOf("text", rules.toArray()));
            select.setTimestamp(3, Timestamp.from(from));
            select.setTimestamp(4, Timestamp.from(until));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    Timestamp ended = row.getTimestamp(11);
                    labels.add(new Incident.Played(
                            row.getString(1),
                            row.getString(2),
                            new Text(row.getString(3), row.getString(4)),
                            row.getString(5),
                            List.of((String[]) row.getArray(6).getArray()),
                            row.getString(7),
                            row.getString(8),
                            row.getTimestamp(9).toInstant(),
                            row.getTimestamp(10).toInstant(),
                            ended == null ? null : ended.toInstant()));
                }
            }
        }
        return labels;
    }

    /** By id, those of these drills. */
    public Map<String, RecordedDevice> twins(Collection<String> drills) throws IOException {
        return Database.read(() -> selectTwins(drills));
    }

    private Map<String, RecordedDevice> selectTwins(Collection<String> drills) throws SQLException {
        Map<String, RecordedDevice> twins = new TreeMap<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select id, type, sector, area, (extract(epoch from expected_interval) * 1000)::int8, drill
                from cityops.drill_device where drill = any (?)""")) {
            select.setArray(1, connection.createArrayOf("text", drills.toArray()));
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    twins.put(
                            row.getString(1),
                            new RecordedDevice(
                                    row.getString(1),
                                    row.getString(2).intern(),
                                    row.getString(3).intern(),
                                    row.getString(4).intern(),
                                    row.getLong(5),
                                    true,
                                    row.getString(6).intern()));
                }
            }
        }
        return twins;
    }

    @Override
    public void close() throws IOException {
        Database.read(() -> {
            connection.close();
            return true;
        });
    }
}
