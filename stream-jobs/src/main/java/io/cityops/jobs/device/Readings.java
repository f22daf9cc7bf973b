package io.cityops.jobs.device;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.Fact;
import io.cityops.jobs.alarm.Facts;
import io.cityops.jobs.alarm.RemovalSamples;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.alarm.SeriesPoint;
import io.cityops.jobs.alarm.SilenceSamples;
import io.cityops.jobs.alarm.SilenceSign;
import io.cityops.jobs.alarm.WatchedSeries;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import io.cityops.jobs.indicator.AreaDelta;
import io.cityops.jobs.indicator.Contributions;
import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.jobs.wire.CopyBytes;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.Telemetry;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.state.StateSnapshotContext;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.Triggerable;
import org.apache.flink.streaming.api.operators.TwoInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.OutputTag;

/**
 * Where a device's messages come together: takes them apart, lets each observation through once, flags what is doubtful
 * about it, adds it to the first sums of its areas, tells rules what they look at, and notices when there are none any more.
 * Beside the messages come the gateway's ticks and the catalogue, the same to every subtask.
 *
 * <p>Copies are known for {@link Timing#duplicates()} of received time. One that comes later passes: it does not double a
 * row, since the database's key stops it, but it counts twice in a window that is still open for it.
 *
 * <p>What it remembers of a device lives on the heap and is written to the keyed state at each checkpoint, so that a
 * message costs no access to the state's backend; only an observation older than the device's newest asks it for those
 * seen more than a quarter of an hour ago.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class Readings extends AbstractStreamOperator<ReportRow>
        implements TwoInputStreamOperator<DeviceMessage, Announcement, ReportRow>, Triggerable<String, VoidNamespace> {
    /** First sums on their way to the areas. */
    public static final OutputTag<AreaDelta> DELTAS = new OutputTag<>("deltas", TypeInformation.of(AreaDelta.class));

    /**
     * Notes of readings that came too late to correct a figure, which are stored all the same; and of increments of counters
     * that are not believed, which are not.
     */
    public static final OutputTag<RejectedRow> TOO_OLD =
            new OutputTag<>("too-old", TypeInformation.of(RejectedRow.class));

    public static final OutputTag<RejectedRow> FOREIGN =
            new OutputTag<>("foreign", TypeInformation.of(RejectedRow.class));
    public static final OutputTag<Sample> SAMPLES = new OutputTag<>("samples", TypeInformation.of(Sample.class));
    /** What conditions look at. */
    public static final OutputTag<Fact> FACTS = new OutputTag<>("facts", TypeInformation.of(Fact.class));

    /** What detectors look at. */
    public static final OutputTag<SeriesPoint> SERIES =
            new OutputTag<>("series", TypeInformation.of(SeriesPoint.class));

    public static final OutputTag<Presence> PRESENCE = new OutputTag<>("presence", TypeInformation.of(Presence.class));

    private static final long serialVersionUID = 1;
    private static final MapStateDescriptor<Long, Long> TICKS =
            new MapStateDescriptor<>("ticks", Types.LONG, Types.LONG);
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
    private final boolean archiving;
    private transient LiveCatalogue live;
    private transient Ticks ticks;
    private transient Silence silence;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient SilenceSamples silenceSamples;
    private transient RemovalSamples removalSamples;
    private transient Watched watched;
    private transient Facts facts;
    private transient WatchedSeries watchedSeries;
    private transient CopyBytes row;
    private transient Increments increments;
    private transient Shape.Known shapes;
    private transient Contributions contributions;
    private transient Map<String, DeviceRecord> devices;
    private transient ValueState<DeviceRecord> records;
    private transient Copies copies;
    private transient long watermark;
    private transient long watermarkMinute;
    private transient boolean flushDue;
    private transient Counter foreign;
    private transient Counter reports;
    private transient Counter duplicates;
    private transient Counter doubted;
    private transient Counter late;
    private transient Counter tooLate;

    public Readings(CityCatalogue city, Timing timing) {
        this(city, timing, true);
    }

    private Readings(CityCatalogue city, Timing timing, boolean archiving) {
        this.city = city;
        this.timing = timing;
        this.archiving = archiving;
    }

    /** Sends no rows, for a stream that comes from the archive. */
    public static Readings ofArchive(CityCatalogue city, Timing timing) {
        return new Readings(city, timing, false);
    }

    @Override
    public void open() throws Exception {
        super.open();
        ticks = new Ticks(timing.tickGap().toMillis(), getOperatorStateBackend().getBroadcastState(TICKS));
        silence = new Silence(timing, ticks, this::tellPresence, this::tellSilence);
        timers = getInternalTimerService("silence", VoidNamespaceSerializer.INSTANCE, this);
        row = new CopyBytes();
        increments = new Increments(getMetricGroup());
        devices = new HashMap<>();
        watermark = Long.MIN_VALUE;
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        follow();
        StateTtlConfig forgetting = StateTtlConfig.newBuilder(FORGET_DEVICE).build();
        ValueStateDescriptor<DeviceRecord> record =
                new ValueStateDescriptor<>("device", TypeInformation.of(DeviceRecord.class));
        record.enableTimeToLive(forgetting);
        records = getRuntimeContext().getState(record);
        MapStateDescriptor<Long, SeenObservations> earlier =
                new MapStateDescriptor<>("seen", Types.LONG, TypeInformation.of(SeenObservations.class));
        earlier.enableTimeToLive(forgetting);
        copies = new Copies(getRuntimeContext().getMapState(earlier), this::setCurrentKey, timing.duplicates());
        foreign = JobMeter.FOREIGN_RECORDS.of(getMetricGroup());
        reports = JobMeter.OBSERVATIONS.of(getMetricGroup());
        duplicates = JobMeter.DUPLICATES.of(getMetricGroup());
        doubted = JobMeter.DOUBTED_VALUES.of(getMetricGroup());
        late = JobMeter.LATE_OBSERVATIONS.of(getMetricGroup());
        tooLate = JobMeter.TOO_LATE_OBSERVATIONS.of(getMetricGroup());
    }

    /** Most messages need no state of Flink's, so the key is set only for those that do. */
    @Override
    @SuppressWarnings("rawtypes") // as Flink has it
    public void setKeyContextElement1(StreamRecord record) {}

    private void follow() {
        shapes = new Shape.Known(live.city().get());
        contributions = new Contributions(live.city(), timing);
        watched = new Watched(live.city().get());
        facts = new Facts(live.city());
        watchedSeries = new WatchedSeries(live.city().get());
        removalSamples = new RemovalSamples(live.city().get());
        silenceSamples = new SilenceSamples(live.city().get());
        devices.values().forEach(DeviceRecord::forgetShortcuts);
    }

    @Override
    public void processElement2(StreamRecord<Announcement> element) throws Exception {
        CatalogueEdition edition = element.getValue().catalogue;
        if (edition == null) {
            ticks.take(element.getValue().tickMillis);
        } else if (live.hear(edition, watermark == Long.MIN_VALUE)) {
            flush();
            follow();
        }
    }

    @Override
    public void processElement1(StreamRecord<DeviceMessage> element) throws Exception {
        DeviceMessage message = element.getValue();
        if (message.isOfRegistry()) {
            register(message);
            return;
        }
        Telemetry telemetry;
        try {
            telemetry = message.decode();
        } catch (IllegalArgumentException e) {
            foreign.inc();
            tell(FOREIGN, RejectedRow.foreign(message, String.valueOf(e.getMessage())));
            return;
        }
        DeviceRecord device = device(message.deviceId);
        device.dirty = true;
        device.idle = 0;
        if (silence.hear(telemetry, device.heard, isCatchingUp())) {
            setTimer(message.deviceId, device);
        }
        for (Observation observation : telemetry.observations()) {
            take(DeviceReport.of(telemetry, observation), device);
        }
    }

    private void register(DeviceMessage message) throws Exception {
        if (message.expected && message.maintenance.isEmpty() && isUnknown(message.deviceId)) {
            return;
        }
        DeviceRecord device = device(message.deviceId);
        device.maintain(message.maintenance);
        device.dirty = true;
        if (!message.expected) {
            Silence.endingOf(message.deviceId, device.heard).ifPresent(sign -> facts.of(sign, this::tellConditions));
            device.heard = new Heard();
            device.told = null;
            removalSamples.of(message.deviceId, this::tellRule);
        }
    }

    private boolean isUnknown(String deviceId) throws Exception {
        if (devices.containsKey(deviceId)) {
            return false;
        }
        setCurrentKey(deviceId);
        return records.value() == null;
    }

    private void take(DeviceReport report, DeviceRecord device) throws Exception {
        reports.inc();
        if (copies.isOne(report, device)) {
            duplicates.inc();
            return;
        }
        if (report.counters.length > 0) {
            increments.count(report, device, refused -> tell(TOO_OLD, refused));
            if (report.measures.length == 0) {
                return;
            }
        }
        Shape shape = shapeOf(report, device);
        doubted.inc(Doubts.examine(report, shape, device));
        if (device.isInMaintenance(report.observedAtMillis)) {
            report.doubtAll(Quality.MAINTENANCE);
        }
        device.newestReceivedMillis = Math.max(device.newestReceivedMillis, report.receivedAtMillis);
        if (report.observedAtMillis >= device.newestObservedMillis) {
            device.newestObservedMillis = report.observedAtMillis;
            device.newestSeq = report.seq;
        }
        addToFigures(report, device);
        device.told = watched.tell(report, device.told, this::tellRule);
        device.toldConditions = facts.of(report, device.toldConditions, this::tellConditions);
        watchedSeries.of(report, point -> tell(SERIES, point));
        if (archiving) {
            output.collect(new StreamRecord<>(ReportRow.of(report, shape, row), report.receivedAtMillis));
        }
    }

    private Shape shapeOf(DeviceReport report, DeviceRecord device) {
        Shape shape = device.shape;
        if (shape == null || !shape.isOf(report.measures)) {
            shape = shapes.of(report.measures);
            device.shape(shape);
        }
        return shape;
    }

    private void tellRule(Sample sample) {
        tell(SAMPLES, sample);
    }

    private void tellSilence(SilenceSign sign) {
        silenceSamples.of(sign, this::tellRule);
        facts.of(sign, this::tellConditions);
    }

    private void tellConditions(Fact fact) {
        tell(FACTS, fact);
    }

    private void tellPresence(Presence presence) {
        tell(PRESENCE, presence);
    }

    private <T> void tell(OutputTag<T> tag, T value) {
        output.collect(tag, new StreamRecord<>(value));
    }

    private boolean isCatchingUp() {
        return timing.isCatchingUp(watermark, getProcessingTimeService().getCurrentProcessingTime());
    }

    // Silence

    private void setTimer(String deviceId, DeviceRecord device) {
        setCurrentKey(deviceId);
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, timing.timerAt(device.heard.checkAtMillis));
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        DeviceRecord device = device(timer.getKey());
        boolean ended = timers.currentWatermark() == Watermark.MAX_WATERMARK.getTimestamp();
        if (silence.check(timer.getKey(), device.heard, timing.streamNow(timer.getTimestamp()), ended)) {
            setTimer(timer.getKey(), device);
        }
        device.dirty = true;
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {}

    private DeviceRecord device(String id) throws Exception {
        DeviceRecord device = devices.get(id);
        if (device == null) {
            setCurrentKey(id);
            device = records.value();
            device = device == null ? new DeviceRecord() : device;
            devices.put(id, device);
        }
        return device;
    }

    // Figures

    private void addToFigures(DeviceReport report, DeviceRecord device) {
        long end = Math.floorDiv(report.observedAtMillis, MINUTE_MILLIS) * MINUTE_MILLIS + MINUTE_MILLIS;
        long behindMillis = report.receivedAtMillis - end;
        if (behindMillis >= timing.lateness().toMillis()) {
            tooLate.inc();
            report.quality |= Quality.BEYOND_CORRECTION;
            tell(TOO_OLD, RejectedRow.beyondCorrection(report, timing.lateness()));
            return;
        }
        if (behindMillis >= timing.watermarkLag().toMillis() && !Quality.has(report.quality, Quality.CLOCK_SKEW)) {
            late.inc();
        }
        device.route = contributions.add(report, device.coverage, device.route);
        if (!flushDue) {
            flushDue = true;
            long wall = getProcessingTimeService().getCurrentProcessingTime();
            long wait = isCatchingUp() ? FLUSH_BEHIND_MILLIS : FLUSH_MILLIS;
            getProcessingTimeService().registerTimer(wall + wait, now -> {
                flushDue = false;
                flush();
            });
        }
    }

    private void flush() {
        contributions.flush(delta -> tell(DELTAS, delta));
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
