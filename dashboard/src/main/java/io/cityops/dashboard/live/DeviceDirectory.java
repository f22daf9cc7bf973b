package io.cityops.dashboard.live;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The registry's devices in memory, read anew when the registry says that one has changed. */
@Component
public final class DeviceDirectory {
    /**
     * @param intervalMillis how often it is expected to report
     * @param drill whose twin it is; null in ordinary life
     */
    public record Entry(
            String id,
            String type,
            String sector,
            String area,
            @Nullable Double lat,
            @Nullable Double lon,
            long intervalMillis,
            @Nullable String drill) {}

    private static final String ALL = """
            select id, type, sector, area, lat, lon, extract(epoch from expected_interval) * 1000, drill
            from store.device order by id""";

    private volatile Map<String, Entry> known = Map.of();

    /** By id. */
    public Collection<Entry> all() {
        return known.values();
    }

    public Optional<Entry> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    void read(Connection connection) throws SQLException {
        Map<String, Entry> read = new LinkedHashMap<>();
        try (PreparedStatement query = connection.prepareStatement(ALL);
                ResultSet row = query.executeQuery()) {
            while (row.next()) {
                Entry entry = new Entry(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getObject(5, Double.class),
                        row.getObject(6, Double.class),
                        row.getLong(7),
                        row.getString(8));
                read.put(entry.id(), entry);
            }
        }
        known = read;
    }
}
