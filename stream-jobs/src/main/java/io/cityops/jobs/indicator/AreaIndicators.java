package io.cityops.jobs.indicator;

import static io.cityops.jobs.indicator.Formula.HOUR_MILLIS;
import static io.cityops.jobs.indicator.Formula.HOUR_SECONDS;
import static io.cityops.jobs.indicator.Formula.WINDOW_MILLIS;
import static io.cityops.jobs.indicator.Formula.WINDOW_SECONDS;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.JobMeter;
import io.cityops.jobs.Timing;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Headcount;
import io.cityops.model.catalogue.Catalogue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/**
 * The indicators of one area in one-minute windows of the devices' time: early values while a window is open, the final
 * one when the stream has passed its end, corrections when readings come late, nothing once it is too late.
 *
 * <p>A window is opened by its first reading, or, where the window before had readings, by time: then it shows what was
 * last known, and says at its end that nobody reported. A reading ahead of the stream waits for its window to begin.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class AreaIndicators extends KeyedCoProcessFunction<String, DeviceReport, Headcount, AreaFigure> {
    /** Readings that came when even correcting their window was over. They are stored all the same. */
    public static final OutputTag<DeviceReport> TOO_LATE =
            new OutputTag<>("too-late", TypeInformation.of(DeviceReport.class));

    private final CityCatalogue city;
    private final Timing timing;
    private transient List<Formula> formulas;
    private transient ExpectedDevices expected;
    private transient EarlyPace pace;
    private transient MapState<WindowKey, IndicatorWindow> windows;
    private transient MapState<WindowKey, Boolean> changed;
    private transient Counter late;
    private transient Counter tooLate;

    public AreaIndicators(CityCatalogue city, Timing timing) {
        this.city = city;
        this.timing = timing;
    }

    @Override
    public void open(OpenContext context) {
        Catalogue catalogue = city.get();
        formulas = catalogue.indicators().stream().map(Formula::of).toList();
        expected = new ExpectedDevices(catalogue, getRuntimeContext());
        pace = new EarlyPace(timing, getRuntimeContext());
        TypeInformation<WindowKey> key = TypeInformation.of(WindowKey.class);
        windows = getRuntimeContext()
                .getMapState(new MapStateDescriptor<>("windows", key, TypeInformation.of(IndicatorWindow.class)));
        changed = getRuntimeContext().getMapState(new MapStateDescriptor<>("changed", key, Types.BOOLEAN));
        late = JobMeter.LATE_OBSERVATIONS.of(getRuntimeContext().getMetricGroup());
        tooLate = JobMeter.TOO_LATE_OBSERVATIONS.of(getRuntimeContext().getMetricGroup());
    }

    @Override
    public void processElement2(Headcount headcount, Context context, Collector<AreaFigure> out) throws Exception {
        expected.add(headcount);
    }

    @Override
    public void processElement1(DeviceReport report, Context context, Collector<AreaFigure> out) throws Exception {
        long start = WindowKey.startOf(report.observedAtMillis, WINDOW_MILLIS);
        long end = start + WINDOW_MILLIS;
        if (report.receivedAtMillis >= end + timing.lateness().toMillis()) {
            tooLate.inc();
            context.output(TOO_LATE, report);
            return;
        }
        if (isLate(report, end)) {
            late.inc();
        }
        boolean begun = false;
        for (Formula formula : formulas) {
            if (formula.takes(report)) {
                add(formula, report, start, context);
                begun |= markChanged(formula, report, start, context);
            }
        }
        if (begun) {
            pace.changed(context.timerService());
        }
    }

    /** By received time alone, not by how far the watermark happens to be: a replay decides the same. */
    private boolean isLate(DeviceReport report, long windowEnd) {
        return report.receivedAtMillis >= windowEnd + timing.watermarkLag().toMillis();
    }

    private void add(Formula formula, DeviceReport report, long start, Context context) throws Exception {
        WindowKey minute = WindowKey.of(formula.id(), WINDOW_SECONDS, start);
        IndicatorWindow window = windows.get(minute);
        if (window == null) {
            window = open(formula, start, context);
        }
        addTo(window, formula, report, start + WINDOW_MILLIS);
        windows.put(minute, window);
        if (formula.hours() > 0) {
            long hourStart = WindowKey.startOf(report.observedAtMillis, HOUR_MILLIS);
            WindowKey key = WindowKey.of(formula.id(), HOUR_SECONDS, hourStart);
            IndicatorWindow hour = windows.get(key);
            if (hour == null) {
                hour = new IndicatorWindow();
                context.timerService().registerEventTimeTimer(dropHourAt(formula, hourStart));
            }
            addTo(hour, formula, report, hourStart + HOUR_MILLIS);
            windows.put(key, hour);
        }
    }

    private void addTo(IndicatorWindow window, Formula formula, DeviceReport report, long windowEnd) {
        Accumulation accumulation = window.devices.get(report.deviceId);
        if (accumulation == null) {
            accumulation = Accumulation.ofWidth(formula.width());
            accumulation.late = isLate(report, windowEnd);
            window.devices.put(report.deviceId, accumulation);
        }
        formula.add(report, accumulation);
        accumulation.newestObservedAtMillis = Math.max(accumulation.newestObservedAtMillis, report.observedAtMillis);
        accumulation.expectedIntervalMillis = report.expectedIntervalMillis;
        window.newestReceivedAtMillis = Math.max(window.newestReceivedAtMillis, report.receivedAtMillis);
    }

    /** Every timer that a window needs in its life: its begin, its end, the begin of the next, its removal. */
    private IndicatorWindow open(Formula formula, long start, Context context) {
        long end = start + WINDOW_MILLIS;
        context.timerService().registerEventTimeTimer(timing.timerAt(start));
        context.timerService().registerEventTimeTimer(timing.timerAt(end));
        context.timerService().registerEventTimeTimer(end);
        context.timerService().registerEventTimeTimer(dropAt(formula, start));
        return new IndicatorWindow();
    }

    private long dropAt(Formula formula, long start) {
        return start + WINDOW_MILLIS + timing.lateness().toMillis() + formula.reachMillis();
    }

    private long dropHourAt(Formula formula, long hourStart) {
        return hourStart
                + (1 + formula.hours()) * HOUR_MILLIS
                + timing.lateness().toMillis();
    }

    /**
     * Marks every window whose value this reading changes: its own, the next by what it carries over, and those that
     * look back at it.
     *
     * @return whether any of them has begun, so that there is something to send
     */
    private boolean markChanged(Formula formula, DeviceReport report, long start, Context context) throws Exception {
        long now = Math.max(
                report.receivedAtMillis, timing.streamNow(context.timerService().currentWatermark()));
        long reach = Math.max(formula.reachMillis(), formula.hours() * HOUR_MILLIS);
        boolean begun = false;
        for (long at = start; at <= start + reach + WINDOW_MILLIS && at <= now; at += WINDOW_MILLIS) {
            WindowKey key = WindowKey.of(formula.id(), WINDOW_SECONDS, at);
            IndicatorWindow window = windows.get(key);
            boolean onlyCarried = at > start + reach;
            if (window == null || (onlyCarried && (window.closed || isLate(report, start + WINDOW_MILLIS)))) {
                continue;
            }
            if (!onlyCarried && isLate(report, at + WINDOW_MILLIS)) {
                window.late++;
                windows.put(key, window);
            }
            changed.put(key, true);
            begun = true;
        }
        return begun;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AreaFigure> out) throws Exception {
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            pace.sent(timestamp);
            sendChanged(context, out, false);
            forgetPaceWhenIdle();
            return;
        }
        boolean begun = false;
        for (Formula formula : formulas) {
            begun |= begin(formula, timing.streamNow(timestamp), context);
            close(formula, timestamp - WINDOW_MILLIS, context, out);
        }
        // Corrections do not wait for the wall clock when event time moves faster.
        sendChanged(context, out, true);
        for (Formula formula : formulas) {
            drop(formula, timestamp);
        }
        if (begun) {
            pace.changed(context.timerService());
        }
        forgetPaceWhenIdle();
    }

    private void forgetPaceWhenIdle() throws Exception {
        if (windows.isEmpty()) {
            pace.forget();
        }
    }

    /** Shows a window that has readings already, or else carries over from the one before. */
    private boolean begin(Formula formula, long start, OnTimerContext context) throws Exception {
        WindowKey key = WindowKey.of(formula.id(), WINDOW_SECONDS, start);
        if (!windows.contains(key)) {
            IndicatorWindow before = windows.get(WindowKey.of(formula.id(), WINDOW_SECONDS, start - WINDOW_MILLIS));
            if (before == null || before.devices.values().stream().allMatch(device -> device.late)) {
                return false;
            }
            windows.put(key, open(formula, start, context));
        }
        changed.put(key, true);
        return true;
    }

    private void close(Formula formula, long start, OnTimerContext context, Collector<AreaFigure> out)
            throws Exception {
        WindowKey key = WindowKey.of(formula.id(), WINDOW_SECONDS, start);
        IndicatorWindow window = windows.get(key);
        if (window == null || window.closed) {
            return;
        }
        window.closed = true;
        windows.put(key, window);
        changed.remove(key);
        out.collect(figure(formula, key, window, AreaFigure.Kind.FINAL, context.getCurrentKey()));
    }

    private void drop(Formula formula, long timestamp) throws Exception {
        WindowKey minute = WindowKey.of(formula.id(), WINDOW_SECONDS, timestamp - (dropAt(formula, 0)));
        windows.remove(minute);
        if (formula.hours() > 0) {
            windows.remove(WindowKey.of(formula.id(), HOUR_SECONDS, timestamp - dropHourAt(formula, 0)));
        }
    }

    private void sendChanged(OnTimerContext context, Collector<AreaFigure> out, boolean onlyClosed) throws Exception {
        for (Formula formula : formulas) {
            for (WindowKey key : changedWindows(formula)) {
                IndicatorWindow window = windows.get(key);
                if (window != null && (window.closed || !onlyClosed)) {
                    AreaFigure.Kind kind = window.closed ? AreaFigure.Kind.CORRECTION : AreaFigure.Kind.EARLY;
                    out.collect(figure(formula, key, window, kind, context.getCurrentKey()));
                    changed.remove(key);
                }
            }
        }
    }

    private List<WindowKey> changedWindows(Formula formula) throws Exception {
        List<WindowKey> keys = new ArrayList<>();
        for (WindowKey key : changed.keys()) {
            if (key.indicator.equals(formula.id())) {
                keys.add(key);
            }
        }
        return keys;
    }

    private AreaFigure figure(Formula formula, WindowKey key, IndicatorWindow window, AreaFigure.Kind kind, String area)
            throws Exception {
        Map<String, Accumulation> contributing = contributing(key, window);
        AreaFigure figure = new AreaFigure();
        figure.area = area;
        figure.indicator = key.indicator;
        figure.windowSeconds = key.seconds;
        figure.windowStartMillis = key.startMillis;
        figure.kind = kind;
        figure.revision = window.closed ? 1 + window.late : 0;
        figure.asOfMillis =
                window.closed ? figure.windowEndMillis() : Math.max(key.startMillis, window.newestReceivedAtMillis);
        figure.expected = expected.of(formula);
        figure.reporting = contributing.size();
        for (Accumulation accumulation : contributing.values()) {
            figure.newestObservedAtMillis =
                    Math.max(figure.newestObservedAtMillis, accumulation.newestObservedAtMillis);
        }
        figure.figures = contributing.isEmpty()
                ? Figures.ofWidth(formula.width())
                : formula.figures(
                        contributing, key.startMillis, (s, start) -> windows.get(WindowKey.of(formula.id(), s, start)));
        formula.conclude(figure);
        return figure;
    }

    /** While the window is open, a device that has not reported in it yet speaks by the window before. */
    private Map<String, Accumulation> contributing(WindowKey key, IndicatorWindow window) throws Exception {
        if (window.closed) {
            return window.devices;
        }
        IndicatorWindow before = windows.get(WindowKey.of(key.indicator, key.seconds, key.startMillis - WINDOW_MILLIS));
        Map<String, Accumulation> contributing = new HashMap<>(before == null ? Map.of() : before.devices);
        contributing.values().removeIf(accumulation -> accumulation.late);
        contributing.putAll(window.devices);
        return contributing;
    }
}
