package io.cityops.jobs.rehearse;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.Drill;
import io.cityops.jobs.store.Database;
import io.cityops.jobs.store.ReadingHistory;
import io.cityops.jobs.store.RecordedDevice;
import io.cityops.jobs.store.Recording;
import io.cityops.model.catalogue.RuleNeeds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * Runs rules over recorded telemetry: the operators of the city's job, in one task of a local cluster of this process, and as
 * fast as they can. It reads, and writes nothing.
 *
 * @param from the first moment of receipt of which alarms are told
 * @param lead from which moment on telemetry is read, so that delays and spans that began before are known
 * @param until the moment at which the recording ends, exclusive
 */
record Rehearsal(CityCatalogue city, Instant lead, Instant from, Instant until) {
    /** What is fewer cannot tell its own silence from the gateway's. */
    private static final int LEAST_DEVICES = 3;

    private static final long GRACE_MILLIS = 5_000;

    /**
     * @param reports observations that were read
     * @param values measured values in them
     */
    record Outcome(RehearsedAlarms alarms, long reports, long values, long unknownReports) {}

    static Rehearsal of(CityCatalogue city, Instant from, Instant until) {
        return new Rehearsal(city, from.minus(RuleNeeds.of(city.get()).lead()), from, until);
    }

    /**
     * @param devices by id, the twins of drills that are to be played again among them
     * @param progress is told the moment of receipt that has been reached, epoch milliseconds; often, by another thread
     */
    Outcome run(Database database, Map<String, RecordedDevice> devices, LongConsumer progress) throws Exception {
        RuleNeeds needs = RuleNeeds.of(city.get());
        Map<String, RecordedDevice> read = new HashMap<>(devices);
        read.values().removeIf(device -> !needs.deviceTypes().contains(device.type()));
        RehearsedAlarms alarms = new RehearsedAlarms(from.toEpochMilli(), until.toEpochMilli());
        if (read.isEmpty()) {
            return new Outcome(alarms, 0, 0, 0);
        }
        Recording recording =
                Recording.open(database, read, needs.deviceTypes(), lead.toEpochMilli(), until.toEpochMilli());
        Counted arrivals = new Counted(
                new RecordedArrivals(recording, awayMillis(read), lead.toEpochMilli(), until.toEpochMilli()), progress);
        feed(arrivals, devices, ReadingHistory.ofReader(database), ProductionLine.Outage.NONE, alarms::take);
        return new Outcome(alarms, arrivals.reports, recording.values(), recording.unknown());
    }

    /** For as long as more than half of the devices may keep quiet; twins come and go. */
    static long awayMillis(Map<String, RecordedDevice> devices) {
        List<Long> intervals = devices.values().stream()
                .filter(device -> device.drill().isEmpty())
                .map(RecordedDevice::expectedIntervalMillis)
                .sorted()
                .toList();
        if (intervals.size() < LEAST_DEVICES) {
            return Long.MAX_VALUE / 2;
        }
        return intervals.get(intervals.size() / 2) * 3 / 2 + GRACE_MILLIS;
    }

    /** @param arrivals in the order of their receipt, ticks between */
    void feed(
            Iterator<Arrival> arrivals,
            Map<String, RecordedDevice> devices,
            History history,
            ProductionLine.Outage outage,
            Consumer<AlertTransition> alarms)
            throws Exception {
        StreamExecutionEnvironment env = environment();
        RecordedTelemetry source = new RecordedTelemetry(arrivals);
        ProductionLine line = new ProductionLine(city, Timing.DEFAULT, expected(devices), history, outage, alarms);
        try {
            env.fromSource(source, WatermarkStrategy.noWatermarks(), "recording", TypeInformation.of(Arrival.class))
                    .transform("production line", TypeInformation.of(AlertTransition.class), line)
                    .sinkTo(new DiscardingSink<>());
            env.execute("rehearsal");
        } finally {
            source.forget();
            line.forget();
        }
    }

    private static StreamExecutionEnvironment environment() {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(8));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(8));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        return StreamExecutionEnvironment.createLocalEnvironment(1, configuration);
    }

    /** By area, in each drill apart, and type, the areas around included. */
    private Map<String, HashMap<String, Integer>> expected(Map<String, RecordedDevice> devices) {
        Map<String, HashMap<String, Integer>> expected = new HashMap<>();
        for (RecordedDevice device : devices.values()) {
            if (device.enabled()) {
                List<String> areas = new ArrayList<>(city.ancestors(device.area()));
                areas.add(device.area());
                for (String area : areas) {
                    expected.computeIfAbsent(Drill.key(area, device.drill()), key -> new HashMap<>())
                            .merge(device.type(), 1, Integer::sum);
                }
            }
        }
        return expected;
    }

    /** Tells how far it has come. */
    private static final class Counted implements Iterator<Arrival> {
        private static final int EVERY = 1_024;

        private final Iterator<Arrival> arrivals;
        private final LongConsumer progress;
        private long reports;
        private int untold;

        private Counted(Iterator<Arrival> arrivals, LongConsumer progress) {
            this.arrivals = arrivals;
            this.progress = progress;
        }

        @Override
        public boolean hasNext() {
            return arrivals.hasNext();
        }

        @Override
        public Arrival next() {
            Arrival arrival = arrivals.next();
            if (arrival.message != null) {
                reports++;
            }
            if (++untold >= EVERY) {
                untold = 0;
                progress.accept(arrival.receivedAtMillis);
            }
            return arrival;
        }
    }
}
