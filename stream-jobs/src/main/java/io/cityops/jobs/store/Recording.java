package io.cityops.jobs.store;

import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.Telemetry;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.CopyOut;
import org.postgresql.core.BaseConnection;

/**
 * Recorded telemetry of ordinary life, and of drills that are asked for, in the order in which it was received, as the gateway's messages, one observation each.
 * Read in slices of the time of observation, which the archive is ordered by; what was received long after it was observed,
 * or before, comes by a query of its own that the database sorts. So little is held at once, however long the recording.
 *
 * <p>Not thread-safe; needs no more than what may be read by the reader's role.
 */
public final class Recording implements AutoCloseable {
    private static final long AHEAD_MILLIS = Duration.ofSeconds(5).toMillis();
    private static final long BEHIND_MILLIS = Duration.ofSeconds(60).toMillis();
    /** What the gateway takes at most. */
    private static final Duration OLDEST = Duration.ofDays(7);

    private static final Duration FARTHEST_AHEAD = Duration.ofMinutes(5);
    private static final int ROWS_A_SLICE = 150_000;
    private static final long SHORTEST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = Duration.ofMinutes(30).toMillis();
    /** All other flags are the jobs' own, which they set anew. */
    private static final int FLAGS_OF_THE_GATEWAY = Quality.GATEWAY_TIME | Quality.PARTIAL;

    private static final Comparator<Report> AS_RECEIVED = Comparator.comparingLong(Report::receivedAtMillis)
            .thenComparingLong(Report::observedAtMillis)
            .thenComparing(report -> report.device().id())
            .thenComparingLong(Report::seq);
    private static final String COLUMNS =
            "device_id, observed_at, received_at, coalesce(seq, -1), quality, measures, measured, doubts[1]";

    private final Map<String, RecordedDevice> devices;
    private final String whose;
    private final long fromMillis;
    private final long untilMillis;
    private final Connection connection;
    private final Connection late;
    private final Rows stragglers;
    private final CopyRow row = new CopyRow();
    private List<Report> carried = new ArrayList<>();
    private long reachedMillis;
    private long sliceMillis = Duration.ofMinutes(1).toMillis();
    private @Nullable Report straggler;
    private long unknown;
    private long values;

    private record Report(
            RecordedDevice device,
            long observedAtMillis,
            long receivedAtMillis,
            long seq,
            int quality,
            String[] measures,
            double[] values,
            int doubtsOfFirst) {
        /** What a device says while it is worked on is heard and not judged, as it was. */
        private boolean isInMaintenance() {
            return Quality.has(doubtsOfFirst, Quality.MAINTENANCE);
        }

        DeviceMessage message() {
            Telemetry telemetry = new Telemetry(
                    device.id(),
                    device.type(),
                    device.sector(),
                    device.area(),
                    device.expectedIntervalMillis(),
                    receivedAtMillis,
                    List.of(new Observation(
                            observedAtMillis,
                            seq,
                            quality & FLAGS_OF_THE_GATEWAY,
                            isInMaintenance() ? new String[0] : measures,
                            isInMaintenance() ? new double[0] : values)),
                    device.drill().isEmpty() ? null : device.drill());
            return DeviceMessage.of(telemetry);
        }
    }

    private Recording(
            Database database,
            Map<String, RecordedDevice> devices,
            Collection<String> types,
            long fromMillis,
            long untilMillis)
            throws SQLException {
        this.devices = devices;
        this.whose = whose(devices, types);
        this.fromMillis = fromMillis;
        this.untilMillis = untilMillis;
        this.reachedMillis = fromMillis - BEHIND_MILLIS;
        this.connection = database.connectForReading();
        this.late = database.connectForReading();
        this.stragglers = new Rows(late, stragglersSql());
        this.straggler = stragglers.next();
    }

    private static String whose(Map<String, RecordedDevice> devices, Collection<String> types) {
        String ofTypes = "device_id in (select id from %s where type in (" + quoted(types.stream()) + "))";
        List<String> drills = devices.values().stream()
                .map(RecordedDevice::drill)
                .filter(drill -> !drill.isEmpty())
                .distinct()
                .toList();
        String ordinary = "drill is null and " + ofTypes.formatted("cityops.device");
        return drills.isEmpty()
                ? ordinary
                : "(" + ordinary + " or drill in (" + quoted(drills.stream()) + ") and "
                        + ofTypes.formatted("cityops.drill_device") + ")";
    }

    private static String quoted(Stream<String> words) {
        return words.map(word -> "'" + word.replace("'", "''") + "'").collect(Collectors.joining(", "));
    }

    /**
     * @param devices by id, the twins of drills that are wanted among them; reports of others are left out, and counted
     * @param types of devices whose reports are wanted; at least one
     * @param fromMillis by the time of receipt, epoch milliseconds, inclusive
     * @param untilMillis exclusive
     */
    public static Recording open(
            Database database,
            Map<String, RecordedDevice> devices,
            Collection<String> types,
            long fromMillis,
            long untilMillis)
            throws IOException {
        return Database.read(() -> new Recording(database, devices, types, fromMillis, untilMillis));
    }

    /** Some messages more, in the order of their receipt; perhaps none; null: there are no more. */
    public @Nullable List<DeviceMessage> next() throws IOException {
        return reachedMillis >= untilMillis + AHEAD_MILLIS ? null : Database.read(this::slice);
    }

    private List<DeviceMessage> slice() throws SQLException {
        long end = Math.min(reachedMillis + sliceMillis, untilMillis + AHEAD_MILLIS);
        List<Report> all = carried;
        int before = all.size();
        try (Rows slice = new Rows(connection, sliceSql(reachedMillis, end))) {
            for (Report report = slice.next(); report != null; report = slice.next()) {
                all.add(report);
            }
        }
        int read = all.size() - before;
        sliceMillis = Math.clamp(
                sliceMillis * ROWS_A_SLICE / Math.max(1, read),
                SHORTEST_MILLIS,
                Math.min(LONGEST_MILLIS, 4 * sliceMillis));
        reachedMillis = end;
        boolean last = end >= untilMillis + AHEAD_MILLIS;
        long complete = last ? Long.MAX_VALUE : end - AHEAD_MILLIS;
        for (; straggler != null && straggler.receivedAtMillis < complete; straggler = stragglers.next()) {
            all.add(straggler);
        }
        all.sort(AS_RECEIVED);
        List<DeviceMessage> messages = new ArrayList<>(all.size());
        carried = new ArrayList<>();
        for (Report report : all) {
            if (report.receivedAtMillis < complete) {
                messages.add(report.message());
                values += report.values.length;
            } else {
                carried.add(report);
            }
        }
        return messages;
    }

    /** Up to which moment of receipt, exclusive, everything has been given out. */
    public long reachedMillis() {
        return Math.clamp(reachedMillis - AHEAD_MILLIS, fromMillis, untilMillis);
    }

    /** Reports of devices that the registry no longer has. */
    public long unknown() {
        return unknown;
    }

    /** Measured values in what was read. To be asked when it is over. */
    public long values() {
        return values;
    }

    private String sliceSql(long from, long until) {
        return select(
                "observed_at >= %s and observed_at < %s and received_at >= greatest(%s, observed_at - %s)"
                        + " and received_at <= observed_at + %s and received_at < %s",
                at(from), at(until), at(fromMillis), interval(AHEAD_MILLIS), interval(BEHIND_MILLIS), at(untilMillis));
    }

    private String stragglersSql() {
        return select(
                        "observed_at >= %s and observed_at < %s and received_at >= %s and received_at < %s"
                                + " and (received_at < observed_at - %s or received_at > observed_at + %s)",
                        at(fromMillis - OLDEST.toMillis() - BEHIND_MILLIS),
                        at(untilMillis + FARTHEST_AHEAD.toMillis()),
                        at(fromMillis),
                        at(untilMillis),
                        interval(AHEAD_MILLIS),
                        interval(BEHIND_MILLIS))
                + " order by received_at, observed_at, device_id, seq";
    }

    private String select(String where, Object... moments) {
        return "select " + COLUMNS + " from cityops.report where " + whose + " and " + where.formatted(moments);
    }

    private static String at(long millis) {
        return "timestamptz '" + Instant.ofEpochMilli(millis) + "'";
    }

    private static String interval(long millis) {
        return "interval '" + millis + " ms'";
    }

    /** The rows of one query as they come. */
    private final class Rows implements AutoCloseable {
        private final CopyOut copy;

        private Rows(Connection connection, String select) throws SQLException {
            copy = new CopyManager(connection.unwrap(BaseConnection.class))
                    .copyOut("copy (" + select + ") to stdout (format binary)");
        }

        private @Nullable Report next() throws SQLException {
            while (true) {
                byte[] data = copy.isActive() ? copy.readFromCopy() : null;
                if (data == null) {
                    return null;
                }
                if (row.take(data)) {
                    RecordedDevice device = devices.get(row.word());
                    if (device != null) {
                        return new Report(
                                device,
                                row.timestamp(),
                                row.timestamp(),
                                row.int8(),
                                row.int4(),
                                row.words(),
                                row.float8s(),
                                row.int4OrNone());
                    }
                    unknown++;
                }
            }
        }

        @Override
        public void close() throws SQLException {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    @Override
    public void close() throws IOException {
        Database.read(() -> {
            try (connection;
                    late) {
                stragglers.close();
            }
            return true;
        });
    }
}
