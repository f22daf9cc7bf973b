package io.cityops.localstack.database;

import io.cityops.model.settings.Settings;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long rows are kept, by the time they tell of. Whole chunks are dropped, so a row may stay for up to a week longer.
 * Alarms, the audit and the registry are kept for ever.
 */
public record Retention(Duration readings, Duration rejected, Duration indicators) {

    /** {@code CITYOPS_KEEP_READINGS}, {@code CITYOPS_KEEP_REJECTED}, {@code CITYOPS_KEEP_INDICATORS}. */
    public static Retention from(Settings settings) {
        return new Retention(
                settings.duration("CITYOPS_KEEP_READINGS", Duration.ofDays(90)),
                settings.duration("CITYOPS_KEEP_REJECTED", Duration.ofDays(30)),
                settings.duration("CITYOPS_KEEP_INDICATORS", Duration.ofDays(400)));
    }

    /**
     * Drops what is too old by the database's clock; nothing where the tables are plain ones.
     *
     * @param owner of the tables
     * @return how many chunks went, by table; tables that lost none are absent
     */
    public Map<String, Integer> dropOldChunks(Connection owner) throws SQLException {
        Map<String, Integer> dropped = new LinkedHashMap<>();
        drop(owner, "report", readings, dropped);
        drop(owner, "rejected", rejected, dropped);
        drop(owner, "indicator", indicators, dropped);
        drop(owner, "indicator_revision", indicators, dropped);
        return dropped;
    }

    private static void drop(Connection owner, String table, Duration keep, Map<String, Integer> dropped)
            throws SQLException {
        try (PreparedStatement statement =
                owner.prepareStatement("select count(chunk) from timescaledb_information.hypertables table_of,"
                        + " lateral public.drop_chunks(format('store.%I', table_of.hypertable_name)::regclass,"
                        + " older_than => now() - make_interval(secs => ?)) chunk"
                        + " where hypertable_schema = 'store' and hypertable_name = ?")) {
            statement.setDouble(1, keep.toSeconds());
            statement.setString(2, table);
            try (ResultSet rows = statement.executeQuery()) {
                rows.next();
                if (rows.getInt(1) > 0) {
                    dropped.put(table, rows.getInt(1));
                }
            }
        }
    }
}
