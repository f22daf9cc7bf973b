package io.cityops.jobs.indicator;

import static io.cityops.jobs.indicator.Formula.WINDOW_MILLIS;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.intake.Headcount;
import io.cityops.model.catalogue.Catalogue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimeDomain;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;

/**
 * The indicators of an area with others inside, such as the city, from the sums behind theirs: same windows, same early
 * values, final one and corrections. All final parts are there when its own window closes, since the watermark that
 * closed theirs comes after them.
 */
@SuppressWarnings("NullAway.Init") // Flink calls open() before anything else
public final class MergedIndicators extends KeyedCoProcessFunction<String, Contribution, Headcount, AreaFigure> {
    /** Longer than the areas inside keep theirs, so that no correction finds the window gone. */
    private static final long MARGIN_MILLIS = Duration.ofMinutes(5).toMillis();

    private final CityCatalogue city;
    private final Timing timing;
    private transient List<Formula> formulas;
    private transient ExpectedDevices expected;
    private transient EarlyPace pace;
    private transient MapState<WindowKey, MergedWindow> windows;
    private transient MapState<WindowKey, Boolean> changed;

    public MergedIndicators(CityCatalogue city, Timing timing) {
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
                .getMapState(new MapStateDescriptor<>("merged", key, TypeInformation.of(MergedWindow.class)));
        changed = getRuntimeContext().getMapState(new MapStateDescriptor<>("changed", key, Types.BOOLEAN));
    }

    @Override
    public void processElement2(Headcount headcount, Context context, Collector<AreaFigure> out) throws Exception {
        expected.add(headcount);
    }

    @Override
    public void processElement1(Contribution contribution, Context context, Collector<AreaFigure> out)
            throws Exception {
        AreaFigure figure = contribution.figure;
        WindowKey key = WindowKey.of(figure.indicator, figure.windowSeconds, figure.windowStartMillis);
        MergedWindow window = windows.get(key);
        if (window == null) {
            window = new MergedWindow();
            context.timerService().registerEventTimeTimer(figure.windowEndMillis());
            context.timerService().registerEventTimeTimer(dropAt(figure.windowStartMillis));
        }
        window.parts.put(figure.area, MergedWindow.Part.of(figure));
        windows.put(key, window);
        changed.put(key, true);
        pace.changed(context.timerService());
    }

    private long dropAt(long start) {
        return start + WINDOW_MILLIS + timing.lateness().toMillis() + MARGIN_MILLIS;
    }

    @Override
    public void onTimer(long timestamp, OnTimerContext context, Collector<AreaFigure> out) throws Exception {
        if (context.timeDomain() == TimeDomain.PROCESSING_TIME) {
            pace.sent(timestamp);
            sendChanged(context.getCurrentKey(), out, false);
            forgetPaceWhenIdle();
            return;
        }
        for (Formula formula : formulas) {
            close(formula, timestamp - WINDOW_MILLIS, context.getCurrentKey(), out);
        }
        sendChanged(context.getCurrentKey(), out, true);
        for (Formula formula : formulas) {
            windows.remove(WindowKey.of(formula.id(), Formula.WINDOW_SECONDS, timestamp - dropAt(0)));
        }
        forgetPaceWhenIdle();
    }

    private void forgetPaceWhenIdle() throws Exception {
        if (windows.isEmpty()) {
            pace.forget();
        }
    }

    private void close(Formula formula, long start, String area, Collector<AreaFigure> out) throws Exception {
        WindowKey key = WindowKey.of(formula.id(), Formula.WINDOW_SECONDS, start);
        MergedWindow window = windows.get(key);
        if (window != null && !window.closed) {
            window.closed = true;
            windows.put(key, window);
            changed.remove(key);
            out.collect(figure(formula, key, window, AreaFigure.Kind.FINAL, area));
        }
    }

    private void sendChanged(String area, Collector<AreaFigure> out, boolean onlyClosed) throws Exception {
        for (Formula formula : formulas) {
            for (WindowKey key : changedWindows(formula)) {
                MergedWindow window = windows.get(key);
                if (window != null && (window.closed || !onlyClosed)) {
                    AreaFigure.Kind kind = window.closed ? AreaFigure.Kind.CORRECTION : AreaFigure.Kind.EARLY;
                    out.collect(figure(formula, key, window, kind, area));
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

    private AreaFigure figure(Formula formula, WindowKey key, MergedWindow window, AreaFigure.Kind kind, String area)
            throws Exception {
        AreaFigure figure = new AreaFigure();
        figure.area = area;
        figure.indicator = key.indicator;
        figure.windowSeconds = key.seconds;
        figure.windowStartMillis = key.startMillis;
        figure.kind = kind;
        figure.expected = expected.of(formula);
        figure.asOfMillis = key.startMillis;
        int late = 0;
        List<Figures> parts = new ArrayList<>();
        for (MergedWindow.Part part : contributing(key, window).values()) {
            late += part.late;
            figure.reporting += part.reporting;
            figure.newestObservedAtMillis = Math.max(figure.newestObservedAtMillis, part.newestObservedAtMillis);
            figure.asOfMillis = Math.max(figure.asOfMillis, part.asOfMillis);
            parts.add(part.figures);
        }
        figure.revision = window.closed ? 1 + late : 0;
        figure.figures = formula.merge(parts);
        formula.conclude(figure);
        return figure;
    }

    /** While the window is open, an area that has sent nothing for it yet speaks by the window before. */
    private Map<String, MergedWindow.Part> contributing(WindowKey key, MergedWindow window) throws Exception {
        if (window.closed) {
            return window.parts;
        }
        MergedWindow before = windows.get(WindowKey.of(key.indicator, key.seconds, key.startMillis - WINDOW_MILLIS));
        Map<String, MergedWindow.Part> contributing = new HashMap<>(before == null ? Map.of() : before.parts);
        contributing.putAll(window.parts);
        return contributing;
    }
}
