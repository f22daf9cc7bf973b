package io.cityops.jobs.indicator;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.Fact;
import io.cityops.jobs.alarm.Facts;
import io.cityops.jobs.alarm.FigureSamples;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.LiveCatalogue;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
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
import org.jspecify.annotations.Nullable;

/**
 * The second stage of the indicators, by area: early values while a window is open, the final one when the stream has
 * passed its end, corrections when readings come late. The wall clock decides only when early values and corrections are
 * sent; what is sent depends on event time alone.
 *
 * <p>Windows in use live on the heap and are written to the keyed state at each checkpoint, so that the state's backend
 * sees a window once a checkpoint and not once a message.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class AreaIndicators extends AbstractStreamOperator<AreaFigure>
        implements TwoInputStreamOperator<AreaDelta, CatalogueEdition, AreaFigure>, Triggerable<String, VoidNamespace> {
    /** What the rules on indicators look at. */
    public static final OutputTag<Sample> SAMPLES = new OutputTag<>("samples", TypeInformation.of(Sample.class));

    /** What conditions look at. */
    public static final OutputTag<Fact> FACTS = new OutputTag<>("facts", TypeInformation.of(Fact.class));

    private static final long serialVersionUID = 1;
    private static final long PULSE_MILLIS = 100;
    /** Nothing looks at a window so long after the last reading that could correct one that looks back at it. */
    private static final long MARGIN_MILLIS = Level.HOUR.millis();

    private final CityCatalogue city;
    private final Timing timing;
    private transient LiveCatalogue live;
    private transient Formulas formulas;
    private transient FigureSamples samples;
    private transient Facts facts;
    private transient long retentionMillis;
    private transient Map<String, Desk> desks;
    private transient Set<Desk> busy;
    private transient boolean pulseDue;
    private transient InternalTimerService<VoidNamespace> timers;
    private transient MapState<WindowKey, AreaWindow> windows;
    private transient ValueState<UnsentFigures> unsent;
    /** By {@link Headcounts#name}. */
    private transient MapState<String, Integer> devices;

    private transient Counter corrections;
    private transient Counter foreign;
    private transient long watermark;

    public AreaIndicators(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open() throws Exception {
        super.open();
        live = new LiveCatalogue(city, getOperatorStateBackend().getBroadcastState(LiveCatalogue.STATE));
        formulas = new Formulas(live);
        samples = new FigureSamples(live.city().get());
        facts = new Facts(live.city());
        watermark = Long.MIN_VALUE;
        // Of any catalogue: nothing looks back farther than a day.
        retentionMillis = timing.lateness().toMillis() + Level.DAY.millis() + MARGIN_MILLIS;
        desks = new HashMap<>();
        busy = new HashSet<>();
        timers = getInternalTimerService("windows", VoidNamespaceSerializer.INSTANCE, this);
        windows = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>(
                        "windows", TypeInformation.of(WindowKey.class), TypeInformation.of(AreaWindow.class)));
        unsent = getRuntimeContext()
                .getState(new ValueStateDescriptor<>("unsent", TypeInformation.of(UnsentFigures.class)));
        devices = getRuntimeContext().getMapState(new MapStateDescriptor<>("devices-by-type", Types.STRING, Types.INT));
        corrections = JobMeter.CORRECTIONS.of(getMetricGroup());
        foreign = JobMeter.UNKNOWN_DEFINITIONS.of(getMetricGroup());
        getMetricGroup().gauge(JobMeter.CATALOGUE_VERSION, () -> live.city().number());
    }

    /** An area's book with the times at which it speaks. */
    private static final class Desk {
        final String key;
        final AreaBook book;
        final EnumMap<Level, Long> earlyDue = new EnumMap<>(Level.class);
        final EnumMap<Level, Long> earlySent = new EnumMap<>(Level.class);
        long firstCorrectionMillis;
        long lastCorrectionMillis;

        Desk(String key, AreaBook book) {
            this.key = key;
            this.book = book;
        }

        boolean isWaiting() {
            return !earlyDue.isEmpty() || firstCorrectionMillis > 0;
        }
    }

    @Override
    public void processElement1(StreamRecord<AreaDelta> element) throws Exception {
        AreaDelta delta = element.getValue();
        if (delta.headcount != 0) {
            expect(delta);
            return;
        }
        Desk desk = desk(delta.key());
        desk.book.add(delta.slices);
        foreign.inc(desk.book.takeForeign());
        if (!desk.earlyDue.containsKey(Level.MINUTE)) {
            takeIn(desk, clock());
        }
    }

    /** At the latest when the next values are due: what comes in between is taken in at once. */
    private void takeIn(Desk desk, long now) throws Exception {
        if (desk.book.takeIn()) {
            schedule(desk, now);
        }
    }

    private void expect(AreaDelta delta) throws Exception {
        expect(delta, Headcounts.name(delta.deviceType, ""));
        if (!delta.maintenance.isEmpty()) {
            expect(delta, Headcounts.name(delta.deviceType, delta.maintenance));
        }
    }

    private void expect(AreaDelta delta, String name) throws Exception {
        Integer before = devices.get(name);
        int now = (before == null ? 0 : before) + delta.headcount;
        if (now > 0) {
            devices.put(name, now);
        } else {
            devices.remove(name);
        }
        Desk desk = desks.get(delta.key());
        if (desk != null) {
            desk.book.headcounts().set(name, now);
        }
    }

    // The catalogue

    @Override
    public void processElement2(StreamRecord<CatalogueEdition> element) throws Exception {
        if (live.hear(element.getValue(), watermark == Long.MIN_VALUE)) {
            follow();
        }
    }

    private void follow() {
        formulas.follow(live);
        samples = new FigureSamples(live.city().get());
        facts = new Facts(live.city());
    }

    @Override
    public void processWatermark(Watermark mark) throws Exception {
        if (Level.MINUTE.index(mark.getTimestamp()) != Level.MINUTE.index(watermark)) {
            for (Desk desk : desks.values()) {
                setCurrentKey(desk.key);
                takeIn(desk, clock());
            }
        }
        watermark = mark.getTimestamp();
        if (live.advance(timing.streamNow(watermark))) {
            follow();
        }
        super.processWatermark(mark);
    }

    private Desk desk(String key) throws Exception {
        Desk desk = desks.get(key);
        if (desk == null) {
            Headcounts headcounts = new Headcounts();
            for (Map.Entry<String, Integer> entry : devices.entries()) {
                headcounts.set(entry.getKey(), entry.getValue());
            }
            desk = new Desk(key, new AreaBook(key, formulas, new KeyedShelf(), unsent.value(), headcounts));
            desks.put(key, desk);
        }
        return desk;
    }

    /** The keyed state of the key that is being worked on. */
    private final class KeyedShelf implements AreaBook.Shelf {
        @Override
        public @Nullable AreaWindow take(WindowKey key) throws Exception {
            return windows.get(key);
        }

        @Override
        public void put(WindowKey key, AreaWindow window) throws Exception {
            windows.put(key, window);
        }

        @Override
        public void remove(WindowKey key) throws Exception {
            windows.remove(key);
        }

        @Override
        public void putUnsent(UnsentFigures figures) throws Exception {
            if (figures.isEmpty()) {
                unsent.clear();
            } else {
                unsent.update(figures);
            }
        }

        @Override
        public void opened(WindowKey key) {
            if (key.endMillis() > watermark()) {
                timerAt(key.endMillis());
                if (key.level() == Level.MINUTE) {
                    timerAt(timing.timerAt(key.startMillis));
                    timerAt(timing.timerAt(key.endMillis()));
                }
            }
            timerAt(Level.HOUR.startOf(key.endMillis() - 1) + Level.HOUR.millis() + retentionMillis);
        }

        @Override
        public long watermark() {
            return timers.currentWatermark();
        }

        @Override
        public long now() {
            return timing.streamNow(timers.currentWatermark());
        }
    }

    private void timerAt(long millis) {
        timers.registerEventTimeTimer(VoidNamespace.INSTANCE, millis);
    }

    @Override
    public void onEventTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
        Desk desk = desk(timer.getKey());
        long at = timer.getTimestamp();
        if (Level.MINUTE.beginsAt(timing.streamNow(at))) {
            desk.book.begin(timing.streamNow(at));
        }
        if (Level.MINUTE.beginsAt(at)) {
            send(desk.book.close(at));
        }
        if (Level.HOUR.beginsAt(at - retentionMillis)) {
            desk.book.drop(at - retentionMillis - Level.HOUR.millis());
        }
        schedule(desk, clock());
    }

    @Override
    public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) {
        // None is registered: the pulse is not one key's.
    }

    // Early values and corrections, by the wall clock

    private long clock() {
        return getProcessingTimeService().getCurrentProcessingTime();
    }

    private void schedule(Desk desk, long now) throws Exception {
        for (Level level : Level.values()) {
            if (!desk.earlyDue.containsKey(level) && desk.book.hasEarly(level)) {
                long last = desk.earlySent.getOrDefault(level, 0L);
                long first = now + timing.firstEarly().toMillis();
                desk.earlyDue.put(
                        level,
                        Math.max(
                                first,
                                Math.min(last, now)
                                        + timing.earlyEvery(level.seconds()).toMillis()));
            }
        }
        if (desk.book.hasCorrections()) {
            desk.lastCorrectionMillis = now;
            desk.firstCorrectionMillis = desk.firstCorrectionMillis == 0 ? now : desk.firstCorrectionMillis;
        }
        if (desk.isWaiting()) {
            busy.add(desk);
            pulse(now);
        }
    }

    private void pulse(long now) {
        if (!pulseDue && !busy.isEmpty()) {
            pulseDue = true;
            getProcessingTimeService().registerTimer(now + PULSE_MILLIS, this::sendDue);
        }
    }

    private void sendDue(long now) throws Exception {
        pulseDue = false;
        for (Iterator<Desk> desks = busy.iterator(); desks.hasNext(); ) {
            Desk desk = desks.next();
            setCurrentKey(desk.key);
            sendDue(desk, now);
            if (!desk.isWaiting()) {
                desks.remove();
            }
        }
        pulse(now);
    }

    private void sendDue(Desk desk, long now) throws Exception {
        Long minuteDue = desk.earlyDue.get(Level.MINUTE);
        if (minuteDue != null && minuteDue <= now) {
            takeIn(desk, now);
        }
        boolean live = !timing.isCatchingUp(timers.currentWatermark(), now);
        for (Level level : Level.values()) {
            Long due = desk.earlyDue.get(level);
            if (live && due != null && due <= now) {
                send(desk.book.early(level));
                desk.earlyDue.remove(level);
                desk.earlySent.put(level, now);
            }
        }
        boolean settled =
                now - desk.lastCorrectionMillis >= timing.correctionPause().toMillis();
        boolean waitedLong =
                now - desk.firstCorrectionMillis >= timing.correctionsEvery().toMillis();
        if (desk.firstCorrectionMillis > 0 && (settled || waitedLong)) {
            List<AreaFigure> corrected = desk.book.corrections();
            corrections.inc(corrected.size());
            send(corrected);
            desk.firstCorrectionMillis = 0;
        }
    }

    private void send(List<AreaFigure> figures) {
        for (AreaFigure figure : figures) {
            output.collect(new StreamRecord<>(figure, figure.windowEndMillis() - 1));
            samples.of(figure, sample -> output.collect(SAMPLES, new StreamRecord<>(sample)));
            facts.of(figure, fact -> output.collect(FACTS, new StreamRecord<>(fact)));
        }
    }

    @Override
    public void snapshotState(StateSnapshotContext context) throws Exception {
        for (Iterator<Desk> all = desks.values().iterator(); all.hasNext(); ) {
            Desk desk = all.next();
            setCurrentKey(desk.key);
            takeIn(desk, clock());
            desk.book.keep();
            if (desk.book.isIdle() && !desk.isWaiting()) {
                all.remove();
            }
        }
        super.snapshotState(context);
    }
}
