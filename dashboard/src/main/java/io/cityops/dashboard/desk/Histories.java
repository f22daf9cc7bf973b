package io.cityops.dashboard.desk;

import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.live.DeviceDirectory;
import io.cityops.dashboard.live.RunningDrill;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.telemetry.Quality;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lines for charts, with the alarms of their time. A line that was read within the last fifteen seconds is told again, so
 * that many who look at the same one cost one read.
 */
@Component
final class Histories {
    private static final Logger LOG = LoggerFactory.getLogger(Histories.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Duration FRESH = Duration.ofSeconds(15);
    private static final int MOST_LINES = 500;
    private static final int POINTS_OF_DEVICE = 720;

    private static final String INDICATOR = """
        select window_start, value, quality from store.indicator
        where area = ? and indicator = ? and window_seconds = ? and drill = ? and window_start >= ?
        order by window_start\
        """;

    /** Readings that are believed, drawn together where there are more than a screen has room for. */
    private static final String MEASURE = """
        select date_bin(? * interval '1 millisecond', observed_at, timestamptz 'epoch') as bin,
               avg(value), min(value), max(value)
        from store.reading
        where device_id = ? and measure = ? and observed_at >= ? and quality & ? = 0
        group by bin order by bin\
        """;

    private static final String ALARMS = """
        select id, severity, opened_at, coalesce(cleared_at, closed_at) from store.alert
        where entity_kind = ? and entity_id = ? and (cardinality(?::text[]) = 0 or rule = any (?::text[]))
            and drill = ? and opened_at < ? and coalesce(cleared_at, closed_at, 'infinity') > ?
        order by opened_at limit 200\
        """;

    private record Key(String whose, String what, Range range, String drill) {}

    private record Line(Instant readAt, ObjectNode line) {}

    private final JdbcClient database;
    private final Catalogue catalogue;
    private final Clock clock;
    private final Map<Key, Line> known = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Line> eldest) {
            return size() > MOST_LINES;
        }
    };

    Histories(JdbcClient database, Catalogue catalogue, Clock clock) {
        this.database = database;
        this.catalogue = catalogue;
        this.clock = clock;
    }

    ObjectNode ofIndicator(Scope scope, String area, String indicator, String range, @Nullable RunningDrill drill) {
        Indicator wanted = catalogue.indicator(indicator);
        if (wanted == null || !scope.has(area, wanted.sector())) {
            return JSON.objectNode().put("refused", "not-allowed");
        }
        Key key = new Key(area, indicator, Range.of(range), drill == null ? "" : drill.id());
        return shared(key, () -> readIndicator(key));
    }

    ObjectNode ofDevice(DeviceDirectory.Entry device, String measure, String range) {
        String drill = device.drill() == null ? "" : device.drill();
        Key key = new Key("device " + device.id(), measure, Range.of(range), drill);
        return shared(key, () -> readMeasure(device, key));
    }

    private ObjectNode shared(Key key, Supplier<ObjectNode> read) {
        Instant now = clock.instant();
        synchronized (known) {
            Line line = known.get(key);
            if (line != null && now.isBefore(line.readAt().plus(FRESH))) {
                return line.line();
            }
        }
        try {
            ObjectNode line = read.get();
            synchronized (known) {
                known.put(key, new Line(now, line));
            }
            return line;
        } catch (DataAccessException e) {
            LOG.warn("The line of {} at {} could not be read: {}", key.what(), key.whose(), e.getMessage());
            return JSON.objectNode().put("refused", "unavailable");
        }
    }

    private ObjectNode readIndicator(Key key) {
        Instant now = clock.instant();
        Instant since = now.minus(key.range().length());
        ObjectNode line = line(key, since, now, Duration.ofSeconds(key.range().windowSeconds()));
        ArrayNode points = line.putArray("points");
        database.sql(INDICATOR)
                .params(key.whose(), key.what(), key.range().windowSeconds(), key.drill(), Timestamp.from(since))
                .query((row, number) -> {
                    ArrayNode point = JSON.arrayNode().add(row.getTimestamp(1).getTime());
                    double value = row.getDouble(2);
                    return row.wasNull() || "insufficient".equals(row.getString(3))
                            ? point.addNull()
                            : point.add(value);
                })
                .list()
                .forEach(points::add);
        List<String> rules = catalogue.rules().stream()
                .filter(rule -> key.what().equals(rule.input()))
                .map(rule -> rule.id())
                .toList();
        line.set("alarms", rules.isEmpty() ? JSON.arrayNode() : alarms("area", key.whose(), rules, key, since, now));
        return line;
    }

    private ObjectNode readMeasure(DeviceDirectory.Entry device, Key key) {
        Instant now = clock.instant();
        Instant since = now.minus(key.range().length());
        Duration bin = Duration.ofMillis(
                Math.max(device.intervalMillis(), key.range().length().toMillis() / POINTS_OF_DEVICE));
        ObjectNode line = line(key, since, now, bin);
        ArrayNode points = line.putArray("points");
        database.sql(MEASURE)
                .params(bin.toMillis(), device.id(), key.what(), Timestamp.from(since), Quality.EXCLUDED)
                .query((row, number) -> JSON.arrayNode()
                        .add(row.getTimestamp(1).getTime())
                        .add(row.getDouble(2))
                        .add(row.getDouble(3))
                        .add(row.getDouble(4)))
                .list()
                .forEach(points::add);
        List<String> rules = catalogue.rules().stream()
                .filter(rule -> rule.input() == null || key.what().equals(rule.input()))
                .map(rule -> rule.id())
                .toList();
        line.set("alarms", alarms("device", device.id(), rules, key, since, now));
        return line;
    }

    private static ObjectNode line(Key key, Instant since, Instant now, Duration step) {
        return JSON.objectNode()
                .put("of", key.what())
                .put("from", since.toEpochMilli())
                .put("to", now.toEpochMilli())
                .put("stepMs", step.toMillis());
    }

    private ArrayNode alarms(String kind, String entity, List<String> rules, Key key, Instant since, Instant now) {
        ArrayNode all = JSON.arrayNode();
        String[] wanted = rules.toArray(String[]::new);
        database.sql(ALARMS)
                .params(kind, entity, wanted, wanted, key.drill(), Timestamp.from(now), Timestamp.from(since))
                .query((row, number) -> {
                    Timestamp until = row.getTimestamp(4);
                    return JSON.objectNode()
                            .put("id", row.getString(1))
                            .put("severity", row.getString(2))
                            .put("from", row.getTimestamp(3).getTime())
                            .put("to", until == null ? null : until.getTime());
                })
                .list()
                .forEach(all::add);
        return all;
    }
}
