package io.cityops.dashboard.passport;

import io.cityops.model.telemetry.Quality;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads a figure with its revisions, and the devices and readings behind it. */
@Component
final class PassportQueries {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int MOST_DEVICES = 200;
    private static final int MOST_READINGS = 100;

    private static final String ROW = """
        select value, expected, reporting, excluded, revision, quality, newest_reading_at, updated_at,
               passport::text as passport
        from store.indicator
        where area = ? and indicator = ? and window_seconds = ? and window_start = ? and drill = ?\
        """;

    private static final String REVISIONS = """
        select revision, value, reporting, known_from, known_to from cityops.indicator_revision
        where area = ? and indicator = ? and window_seconds = ? and window_start = ? and coalesce(drill, '') = ?
        order by revision\
        """;

    /** Of the types that measure what goes in; with how many readings were taken and left out in the time. */
    private static final String DEVICES = """
        select d.id, d.area, d.type, d.enabled, p.last_seen_at, count(r.value) as readings,
               count(r.value) filter (where r.quality & ? <> 0) as doubted,
               coalesce(bit_or(r.quality & ?), 0) as doubts,
               coalesce(store.maintenance_of('device', d.id, d.area, d.sector, ?),
                        store.maintenance_of('device', d.id, d.area, d.sector, ?)) is not null as maintained
        from store.device d
        left join store.device_presence p on p.device_id = d.id
        left join store.reading r on r.device_id = d.id and r.measure = any (?::text[])
            and r.observed_at >= ? and r.observed_at < ? and r.drill = ?
        where (cardinality(?::text[]) = 0 or d.area = any (?::text[])) and d.type = any (?::text[])
            and coalesce(d.drill, '') = ?
        group by d.id, p.last_seen_at
        order by (count(r.value) = 0) desc, count(r.value) filter (where r.quality & ? <> 0) desc, d.id
        limit ?\
        """;

    private static final String READINGS = """
        select r.device_id, r.measure, r.value, r.observed_at, r.received_at, r.quality
        from store.device d join store.reading r on r.device_id = d.id and r.measure = any (?::text[])
            and r.observed_at >= ? and r.observed_at < ? and r.drill = ?
        where (cardinality(?::text[]) = 0 or d.area = any (?::text[])) and d.type = any (?::text[])
            and coalesce(d.drill, '') = ?
        order by r.observed_at desc, r.device_id, r.measure limit ?\
        """;

    private final JdbcClient database;

    PassportQueries(JdbcClient database) {
        this.database = database;
    }

    /** @param areas empty: all */
    record Behind(
            List<String> areas, List<String> types, List<String> measures, Instant from, Instant to, String drill) {}

    Optional<ObjectNode> row(String area, String indicator, int seconds, Instant start, String drill) {
        return database.sql(ROW)
                .params(area, indicator, seconds, Timestamp.from(start), drill)
                .query((row, number) -> {
                    ObjectNode node = JSON.objectNode();
                    node.put("start", start.toEpochMilli()).put("seconds", seconds);
                    node.put("value", number(row, "value"));
                    node.put("expected", row.getInt("expected")).put("reporting", row.getInt("reporting"));
                    node.put("excluded", row.getInt("excluded")).put("revision", row.getInt("revision"));
                    node.put("quality", row.getString("quality"));
                    node.put("newest", millis(row, "newest_reading_at")).put("updated", millis(row, "updated_at"));
                    String passport = row.getString("passport");
                    node.set("passport", passport == null ? JSON.nullNode() : MAPPER.readTree(passport));
                    return node;
                })
                .optional()
                .map(node -> {
                    node.set("revisions", revisions(area, indicator, seconds, start, drill));
                    return node;
                });
    }

    private ArrayNode revisions(String area, String indicator, int seconds, Instant start, String drill) {
        ArrayNode all = JSON.arrayNode();
        database.sql(REVISIONS)
                .params(area, indicator, seconds, Timestamp.from(start), drill)
                .query((row, number) -> JSON.objectNode()
                        .put("revision", row.getInt("revision"))
                        .put("value", number(row, "value"))
                        .put("reporting", row.getInt("reporting"))
                        .put("from", millis(row, "known_from"))
                        .put("to", millis(row, "known_to")))
                .list()
                .forEach(all::add);
        return all;
    }

    ArrayNode devices(Behind behind) {
        ArrayNode all = JSON.arrayNode();
        String[] areas = behind.areas().toArray(String[]::new);
        database.sql(DEVICES)
                .params(
                        Quality.EXCLUDED,
                        Quality.EXCLUDED,
                        Timestamp.from(behind.from()),
                        Timestamp.from(behind.to().minusMillis(1)),
                        behind.measures().toArray(String[]::new),
                        Timestamp.from(behind.from()),
                        Timestamp.from(behind.to()),
                        behind.drill(),
                        areas,
                        areas,
                        behind.types().toArray(String[]::new),
                        behind.drill(),
                        Quality.EXCLUDED,
                        MOST_DEVICES)
                .query((row, number) -> JSON.objectNode()
                        .put("id", row.getString("id"))
                        .put("area", row.getString("area"))
                        .put("readings", row.getLong("readings"))
                        .put("seen", millis(row, "last_seen_at"))
                        .put("why", why(row)))
                .list()
                .forEach(all::add);
        return all;
    }

    /** Why a device does not stand behind the figure; null when it does. */
    private static @Nullable String why(ResultSet row) throws SQLException {
        if (!row.getBoolean("enabled")) {
            return "disabled";
        }
        if (row.getLong("readings") == 0) {
            return row.getBoolean("maintained") ? "maintenance" : "silent";
        }
        if (row.getLong("doubted") < row.getLong("readings")) {
            return null;
        }
        int doubts = row.getInt("doubts");
        if (Quality.has(doubts, Quality.MAINTENANCE)) {
            return "maintenance";
        }
        return Quality.has(doubts, Quality.STUCK) ? "stuck" : "out-of-range";
    }

    ArrayNode readings(Behind behind) {
        ArrayNode all = JSON.arrayNode();
        String[] areas = behind.areas().toArray(String[]::new);
        database.sql(READINGS)
                .params(
                        behind.measures().toArray(String[]::new),
                        Timestamp.from(behind.from()),
                        Timestamp.from(behind.to()),
                        behind.drill(),
                        areas,
                        areas,
                        behind.types().toArray(String[]::new),
                        behind.drill(),
                        MOST_READINGS)
                .query((row, number) -> JSON.objectNode()
                        .put("device", row.getString("device_id"))
                        .put("measure", row.getString("measure"))
                        .put("value", number(row, "value"))
                        .put("at", millis(row, "observed_at"))
                        .put("received", millis(row, "received_at"))
                        .put("quality", row.getInt("quality")))
                .list()
                .forEach(all::add);
        return all;
    }

    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? null : value;
    }

    private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.getTime();
    }
}
