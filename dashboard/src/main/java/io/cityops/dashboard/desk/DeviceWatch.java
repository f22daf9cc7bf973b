package io.cityops.dashboard.desk;

import io.cityops.dashboard.live.DeviceDirectory;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.DeviceType;
import jakarta.annotation.PreDestroy;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The newest of all devices whose pages are open, read once a second for all of them together; nothing while no such page
 * is open.
 */
@Component
final class DeviceWatch {
    private static final Logger LOG = LoggerFactory.getLogger(DeviceWatch.class);
    private static final int READINGS_OF_MEASURE = 20;

    /** A step back in the index for each pair. A device that has been silent for long shows its last week. */
    private static final String READINGS = """
        select r.device_id, r.measure, r.value, r.observed_at, r.received_at, r.quality
        from unnest(?::text[], ?::text[]) as wanted (device, what), lateral (
            select * from store.reading where device_id = device and measure = what
                and observed_at > now() - interval '7 days'
            order by observed_at desc limit ?) as r\
        """;

    private static final String STATES = """
        select d.id, d.state, d.last_seen_at, s.taken_at, s.received_at
        from cityops.device d left join store.snapshot s on s.device_id = d.id where d.id = any (?::text[])\
        """;

    /** @param quality flags, see {@link io.cityops.model.telemetry.Quality} */
    record Reading(String measure, double value, long observedMillis, long receivedMillis, int quality) {}

    /**
     * @param readings the newest first
     * @param stillMillis when the newest picture came; null: none
     */
    record State(
            String state,
            @Nullable Long seenMillis,
            List<Reading> readings,
            @Nullable Long stillMillis,
            @Nullable Long takenMillis) {}

    private final JdbcClient database;
    private final DeviceDirectory directory;
    private final Catalogue catalogue;
    private final Map<String, Integer> watchers = new ConcurrentHashMap<>();
    private final Map<String, State> states = new ConcurrentHashMap<>();
    private final ScheduledExecutorService beats = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("device-watch").daemon().factory());

    DeviceWatch(JdbcClient database, DeviceDirectory directory, Catalogue catalogue) {
        this.database = database;
        this.directory = directory;
        this.catalogue = catalogue;
        beats.scheduleWithFixedDelay(this::read, 1, 1, TimeUnit.SECONDS);
    }

    /** To be told for each page that is opened, with {@link #leave} when it is closed. */
    void watch(String device) {
        watchers.merge(device, 1, Integer::sum);
        beats.execute(this::read);
    }

    void leave(String device) {
        watchers.computeIfPresent(device, (id, count) -> count == 1 ? null : count - 1);
        if (!watchers.containsKey(device)) {
            states.remove(device);
        }
    }

    /** The same object until something changes; null until it was read for the first time. */
    @Nullable
    State state(String device) {
        return states.get(device);
    }

    private void read() {
        List<String> wanted = List.copyOf(watchers.keySet());
        if (wanted.isEmpty()) {
            return;
        }
        try {
            Map<String, List<Reading>> readings = readings(wanted);
            database.sql(STATES)
                    .params(List.of((Object) wanted.toArray(String[]::new)))
                    .query((row, number) -> Map.entry(row.getString(1), state(row, readings)))
                    .list()
                    .forEach(entry -> states.compute(
                            entry.getKey(),
                            (id, before) -> entry.getValue().equals(before) ? before : entry.getValue()));
            states.keySet().retainAll(watchers.keySet());
        } catch (DataAccessException e) {
            LOG.warn("The watched devices could not be read: {}", e.getMessage());
        }
    }

    private Map<String, List<Reading>> readings(List<String> wanted) {
        List<String> ids = new ArrayList<>();
        List<String> measures = new ArrayList<>();
        for (String id : wanted) {
            DeviceType type = directory
                    .find(id)
                    .map(device -> catalogue.deviceType(device.type()))
                    .orElse(null);
            if (type != null) {
                type.measures().keySet().forEach(measure -> {
                    ids.add(id);
                    measures.add(measure);
                });
            }
        }
        Map<String, List<Reading>> byDevice = new HashMap<>();
        database.sql(READINGS)
                .params(ids.toArray(String[]::new), measures.toArray(String[]::new), READINGS_OF_MEASURE)
                .query((row, number) -> byDevice.computeIfAbsent(row.getString(1), id -> new ArrayList<>())
                        .add(new Reading(
                                row.getString(2),
                                row.getDouble(3),
                                row.getTimestamp(4).getTime(),
                                row.getTimestamp(5).getTime(),
                                row.getInt(6))))
                .list();
        byDevice.values()
                .forEach(list -> list.sort(Comparator.comparingLong(Reading::observedMillis)
                        .reversed()
                        .thenComparing(Reading::measure)));
        return byDevice;
    }

    private static State state(ResultSet row, Map<String, List<Reading>> readings) throws SQLException {
        return new State(
                row.getString(2),
                millis(row.getTimestamp(3)),
                List.copyOf(readings.getOrDefault(row.getString(1), List.of())),
                millis(row.getTimestamp(5)),
                millis(row.getTimestamp(4)));
    }

    private static @Nullable Long millis(@Nullable Timestamp at) {
        return at == null ? null : at.getTime();
    }

    @PreDestroy
    void stop() {
        beats.shutdownNow();
    }
}
