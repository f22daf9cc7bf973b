package io.cityops.jobs.intake;

import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import java.time.Duration;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * Lets each observation of a device through once, however often its message was delivered (MQTT QoS 1 may).
 *
 * <p>Remembers what was received in the last {@link Timing#duplicates()}. A copy that comes later passes: it does not
 * double a row, since the database's key stops it, but it counts twice in a window that is still open for it.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Deduplicate extends KeyedProcessFunction<String, DeviceReport, DeviceReport> {
    private static final long BUCKET_MILLIS = Duration.ofMinutes(15).toMillis();

    private final long memoryMillis;
    private transient MapState<Long, SeenObservations> seen;
    private transient Counter reports;
    private transient Counter duplicates;

    public Deduplicate(Timing timing) {
        this.memoryMillis = timing.duplicates().toMillis();
    }

    @Override
    public void open(OpenContext context) {
        seen = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("seen", Types.LONG, TypeInformation.of(SeenObservations.class)));
        reports = JobMeter.OBSERVATIONS.of(getRuntimeContext().getMetricGroup());
        duplicates = JobMeter.DUPLICATES.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement(DeviceReport report, Context context, Collector<DeviceReport> out) throws Exception {
        reports.inc();
        boolean byNumberAlone = Quality.has(report.quality, Quality.GATEWAY_TIME) && report.seq != Observation.NO_SEQ;
        long hash = SeenObservations.hashOf(report, byNumberAlone);
        for (SeenObservations bucket : seen.values()) {
            if (bucket.contains(hash)) {
                duplicates.inc();
                return;
            }
        }
        remember(hash, report.receivedAtMillis, context);
        out.collect(report);
    }

    private void remember(long hash, long receivedAtMillis, Context context) throws Exception {
        long start = Math.floorDiv(receivedAtMillis, BUCKET_MILLIS) * BUCKET_MILLIS;
        SeenObservations bucket = seen.get(start);
        if (bucket == null) {
            bucket = new SeenObservations();
            context.timerService().registerEventTimeTimer(start + BUCKET_MILLIS + memoryMillis);
        }
        bucket.add(hash);
        seen.put(start, bucket);
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<DeviceReport> out) throws Exception {
        seen.remove(timestamp - memoryMillis - BUCKET_MILLIS);
    }
}
