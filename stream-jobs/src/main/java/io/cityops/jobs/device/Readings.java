package io.cityops.jobs.device;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.Fact;
import io.cityops.jobs.alarm.Facts;
import io.cityops.jobs.alarm.ReportSamples;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.jobs.indicator.AreaDelta;
import io.cityops.jobs.indicator.Contributions;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Where a device's reports come together: lets each observation through once, flags what is doubtful about it, and adds
 * it to the first sums of its areas.
 *
 * <p>Copies are known for {@link Timing#duplicates()} of received time. One that comes later passes: it does not double a
 * row, since the database's key stops it, but it counts twice in a window that is still open for it.
 *
 * <p>What it remembers of a device lives on the heap and is written to the keyed state at each checkpoint, so that a
 * message costs no access to the state's backend; only an observation older than the device's newest asks it for those
 * seen more than a quarter of an hour ago.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Readings extends AbstractStreamOperator<DeviceReport>
        implements TwoInputStreamOperator<DeviceReport, CatalogueEdition, DeviceReport> {
    /** First sums on their way to the areas. */
    public static final OutputTag<AreaDelta> DELTAS = new OutputTag<>("deltas", TypeInformation.of(AreaDelta.class));

    /**
     * Notes of readings that came too late to correct a figure, which are stored all the same; and of increments of counters
     * that are not believed, which are not.
     */
    public static final OutputTag<RejectedRow> TOO_OLD =
            new OutputTag<>("too-old", TypeInformation.of(RejectedRow.class));

    /** What the rules on measures look at. */
    public static final OutputTag<Sample> SAMPLES = new OutputTag<>("samples", TypeInformation.of(Sample.class));

    /** What conditions look at. */
    public static final OutputTag<Fact> FACTS = new OutputTag<>("facts", TypeInformation.of(Fact.class));

    private static final long serialVersionUID = 1;
    private static final long BUCKET_MILLIS = Duration.ofMinutes(15).toMillis();
    private static final long MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final long FLUSH_MILLIS = 150;
    /** While early values are held back, fewer and larger sums do. */
    private static final long FLUSH_BEHIND_MILLIS = 1_000;

    /** Checkpoints that a silent device stays in memory. */
    private static final int IDLE_CHECKPOINTS = 30;
    /** By the wall clock: of a device that is gone for longer nothing is remembered. */
    private static final Duration FORGET_DEVICE = Duration.ofDays(8);

    private final CityCatalogue city;
    private final Timing timing;
    private transient Increments increments;
    private transient LiveCatalogue live;
    private transient Doubts doubts;
    private transient Contributions contributions;
    private transient ReportSamples samples;
    private transient Facts facts;
    private transient Map<String, DeviceRecord> devices;
    private transient ValueState<DeviceRecord> records;
    private transient MapState<Long, SeenObservations> seen;
    private transient long watermark;
    private transient long watermarkMinute;
    private transient boolean flushDue;
    private transient Counter reports;
    private transient Counter duplicates;
    private transient Counter doubted;
    private transient Counter late;
    private transient Counter tooLate;

    public Readings(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        increments = new Increments(getMetricGroup());
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        follow();
        devices = new HashMap<>();
        watermark = Long.MIN_VALUE;
        StateTtlConfig forgetting = StateTtlConfig.newBuilder(FORGET_DEVICE).build();
        ValueStateDescriptor<DeviceRecord> record =
                new ValueStateDescriptor<>("device", TypeInformation.of(DeviceRecord.class));
        record.enableTimeToLive(forgetting);
        records = getRuntimeContext().getState(record);
        MapStateDescriptor<Long, SeenObservations> earlier =
                new MapStateDescriptor<>("seen", Types.LONG, TypeInformation.of(SeenObservations.class));
        earlier.enableTimeToLive(forgetting);
        seen = getRuntimeContext().getMapState(earlier);
        reports = JobMeter.OBSERVATIONS.of(getMetricGroup());
        duplicates = JobMeter.DUPLICATES.of(getMetricGroup());
        doubted = JobMeter.DOUBTED_VALUES.of(getMetricGroup());
        late = JobMeter.LATE_OBSERVATIONS.of(getMetricGroup());
        tooLate = JobMeter.TOO_LATE_OBSERVATIONS.of(getMetricGroup());
    }

    private void follow() {
        doubts = new Doubts(live.city().get());
        contributions = new Contributions(live.city(), timing);
        samples = new ReportSamples(live.city().get());
        facts = new Facts(live.city());
    }

    @Override
    public void processElement2(StreamRecord<CatalogueEdition> element) throws Exception {
        if (live.hear(element.getValue(), watermark == Long.MIN_VALUE)) {
            flush();
            follow();
        }
    }

    @Override
    public void processElement1(StreamRecord<DeviceReport> element) throws Exception {
        DeviceReport report = element.getValue();
        reports.inc();
        DeviceRecord device = device(report.deviceId);
        device.dirty = true;
        device.idle = 0;
        boolean byNumberAlone = Quality.has(report.quality, Quality.GATEWAY_TIME) && report.seq != Observation.NO_SEQ;
        long hash = SeenObservations.hashOf(report, byNumberAlone);
        if (isCopy(device, report, hash, byNumberAlone)) {
            duplicates.inc();
            return;
        }
        remember(device, report, hash);
        if (report.counters.length > 0) {
            increments.count(report, device, row -> output.collect(TOO_OLD, new StreamRecord<>(row)));
            if (report.measures.length == 0) {
                return;
            }
        }
        doubted.inc(doubts.examine(report, device));
        device.newestReceivedMillis = Math.max(device.newestReceivedMillis, report.receivedAtMillis);
        if (report.observedAtMillis >= device.newestObservedMillis) {
            device.newestObservedMillis = report.observedAtMillis;
            device.newestSeq = report.seq;
        }
        addToFigures(report, device);
        output.collect(element);
        samples.of(report, sample -> output.collect(SAMPLES, new StreamRecord<>(sample)));
        facts.of(report, fact -> output.collect(FACTS, new StreamRecord<>(fact)));
    }

    private DeviceRecord device(String id) throws Exception {
        DeviceRecord device = devices.get(id);
        if (device == null) {
            device = records.value();
            device = device == null ? new DeviceRecord() : device;
            devices.put(id, device);
        }
        return device;
    }

    // Copies

    private boolean isCopy(DeviceRecord device, DeviceReport report, long hash, boolean byNumberAlone)
            throws Exception {
        boolean surelyNew =
                byNumberAlone ? report.seq > device.newestSeq : report.observedAtMillis > device.newestObservedMillis;
        if (surelyNew) {
            return false;
        }
        if (device.seen.contains(hash)) {
            return true;
        }
        for (long bucket = bucketOf(report.receivedAtMillis);
                bucket >= device.firstSeenMillis
                        && bucket + BUCKET_MILLIS + timing.duplicates().toMillis() > report.receivedAtMillis;
                bucket -= BUCKET_MILLIS) {
            SeenObservations earlier = bucket == device.seenSinceMillis ? null : seen.get(bucket);
            if (earlier != null && earlier.contains(hash)) {
                return true;
            }
        }
        return false;
    }

    private void remember(DeviceRecord device, DeviceReport report, long hash) throws Exception {
        long bucket = bucketOf(report.receivedAtMillis);
        if (bucket > device.seenSinceMillis) {
            if (device.seenSinceMillis == DeviceRecord.NEVER) {
                device.firstSeenMillis = bucket;
            } else {
                seen.put(device.seenSinceMillis, device.seen);
                seen.remove(device.seenSinceMillis - timing.duplicates().toMillis() - BUCKET_MILLIS);
            }
            device.seen = new SeenObservations();
            device.seenSinceMillis = bucket;
        }
        device.seen.add(hash);
    }

    private static long bucketOf(long receivedMillis) {
        return Math.floorDiv(receivedMillis, BUCKET_MILLIS) * BUCKET_MILLIS;
    }

    // Figures

    private void addToFigures(DeviceReport report, DeviceRecord device) {
        long end = Math.floorDiv(report.observedAtMillis, MINUTE_MILLIS) * MINUTE_MILLIS + MINUTE_MILLIS;
        long behindMillis = report.receivedAtMillis - end;
        if (behindMillis >= timing.lateness().toMillis()) {
            tooLate.inc();
            report.quality |= Quality.BEYOND_CORRECTION;
            output.collect(TOO_OLD, new StreamRecord<>(RejectedRow.beyondCorrection(report, timing.lateness())));
            return;
        }
        if (behindMillis >= timing.watermarkLag().toMillis() && !Quality.has(report.quality, Quality.CLOCK_SKEW)) {
            late.inc();
        }
        contributions.add(report, device.coverage);
        if (!flushDue) {
            flushDue = true;
            long wall = getProcessingTimeService().getCurrentProcessingTime();
            long wait = timing.isCatchingUp(watermark, wall) ? FLUSH_BEHIND_MILLIS : FLUSH_MILLIS;
            getProcessingTimeService().registerTimer(wall + wait, now -> {
                flushDue = false;
                flush();
            });
        }
    }

    private void flush() {
        contributions.flush(delta -> output.collect(DELTAS, new StreamRecord<>(delta)));
    }

    /** What was in time for a minute must be there before the watermark that closes it. */
    @Override
    public void processWatermark(Watermark mark) throws Exception {
        watermark = mark.getTimestamp();
        long minute = Math.floorDiv(watermark + 1, MINUTE_MILLIS);
        if (minute != watermarkMinute) {
            watermarkMinute = minute;
            flush();
        }
        if (live.advance(timing.streamNow(watermark))) {
            flush();
            follow();
        }
        super.processWatermark(mark);
    }

    @Override
    public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
        flush();
        super.prepareSnapshotPreBarrier(checkpointId);
    }

    @Override
    public void finish() throws Exception {
        flush();
        super.finish();
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (Iterator<Map.Entry<String, DeviceRecord>> all = devices.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, DeviceRecord> entry = all.next();
            DeviceRecord device = entry.getValue();
            if (device.dirty) {
                setCurrentKey(entry.getKey());
                records.update(device);
                device.dirty = false;
            } else if (++device.idle > IDLE_CHECKPOINTS) {
                all.remove();
            }
        }
        super.snapshotState(context);
    }
}
