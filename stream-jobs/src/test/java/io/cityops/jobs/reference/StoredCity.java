package io.cityops.jobs.reference;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a city's database holds of readings and of closed windows' figures. */
public record StoredCity(List<Reading> readings, Map<List<Object>, Double> figures) {
    /** Where a device is and how often it reports: the archive of readings does not say. */
    public record Place(String area, long intervalMillis) {}

    public static StoredCity read(Connection database, Map<String, Place> devices) throws SQLException {
        return new StoredCity(readings(database, devices), figures(database));
    }

    private static List<Reading> readings(Connection database, Map<String, Place> devices) throws SQLException {
        List<Reading> rows = new ArrayList<>();
        database.setAutoCommit(false);
        try (Statement statement = database.createStatement()) {
            statement.setFetchSize(10_000);
            ResultSet row = statement.executeQuery(
                    "select device_id, measure, value, quality, seq, (extract(epoch from observed_at) * 1000)::int8,"
                            + " (extract(epoch from received_at) * 1000)::int8 from cityops.reading");
            Map<String, String> words = new HashMap<>();
            while (row.next()) {
                Place device = devices.get(row.getString(1));
                rows.add(new Reading(
                        words.computeIfAbsent(row.getString(1), id -> id),
                        device.area,
                        device.intervalMillis,
                        row.getLong(6),
                        row.getLong(7),
                        words.computeIfAbsent(row.getString(2), measure -> measure),
                        row.getDouble(3),
                        row.getInt(4),
                        row.getObject(5) == null ? -1 : row.getLong(5)));
            }
        }
        return rows;
    }

    private static Map<List<Object>, Double> figures(Connection database) throws SQLException {
        Map<List<Object>, Double> values = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select indicator, area, window_seconds, (extract(epoch from window_start) * 1000)::int8, value"
                                + " from cityops.indicator where revision > 0")) {
            while (row.next()) {
                double number = row.getDouble(5);
                double value = row.wasNull() ? Double.NaN : number;
                values.put(List.of(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)), value);
            }
        }
        return values;
    }

    /** Null: no such figure. */
    public Double figure(String indicator, String area, int seconds, long startMillis) {
        return figures.get(List.of(indicator, area, seconds, startMillis));
    }
}
