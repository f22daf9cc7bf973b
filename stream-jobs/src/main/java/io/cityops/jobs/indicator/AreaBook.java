package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.Drill;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The windows of one area, in ordinary life or in one drill, and the figures that they give. What is not looked at for a
 * while is left to the state behind it.
 */
final class AreaBook {
    /** A window has begun when the stream's time is so near to its start. */
    private static final long NEARLY_MILLIS = 2_000;

    /** Checkpoints that a window stays in memory without being looked at. */
    private static final int IDLE_CHECKPOINTS = 3;

    private static final int MOST_ABSENT = 1_000;

    private final String area;
    private final String drill;
    private final Formulas formulas;
    private final Shelf shelf;
    private final Map<WindowKey, AreaWindow> windows = new HashMap<>();
    /** Asked for of the shelf, which has none: values that look back ask again and again. */
    private final Set<WindowKey> absent = new HashSet<>();

    private final Set<WindowKey> changed = new LinkedHashSet<>();
    private final Map<String, long[]> lateReadings = new HashMap<>();
    private final Headcounts headcounts;
    private final Incoming incoming = new Incoming();
    /** By indicator; the windows' numbers of devices stand on the same. */
    private final Map<String, Roll> rolls = new HashMap<>();
    /** By indicator; for as long as a checkpoint lasts. */
    private final Map<Level, Map<String, MergedPast>> pasts = new EnumMap<>(Level.class);

    private long newestReceivedMillis = Tally.NEVER_NEWEST;
    private boolean unsentKept;
    /** Readings of definitions that are not known here. */
    private int foreign;

    /** Where windows lie that are not in memory, and who tells of time. All of the book's own area. */
    interface Shelf {
        @Nullable
        AreaWindow take(WindowKey key) throws Exception;

        void put(WindowKey key, AreaWindow window) throws Exception;

        void remove(WindowKey key) throws Exception;

        void putUnsent(UnsentFigures unsent) throws Exception;

        /** A window is there now that was not: its begin, end and removal are to be told. */
        void opened(WindowKey key);

        long watermark();

        /** The stream's time. */
        long now();
    }

    AreaBook(String key, Formulas formulas, Shelf shelf, @Nullable UnsentFigures unsent, Headcounts headcounts) {
        this.area = Drill.areaOf(key);
        this.drill = Drill.drillOf(key);
        this.formulas = formulas;
        this.shelf = shelf;
        this.headcounts = headcounts;
        if (unsent != null) {
            changed.addAll(unsent.windows);
            lateReadings.putAll(unsent.lateReadings);
            unsentKept = true;
        }
    }

    String area() {
        return area;
    }

    String drill() {
        return drill;
    }

    Formulas formulas() {
        return formulas;
    }

    /** What the area expects; may change at any time. */
    Headcounts headcounts() {
        return headcounts;
    }

    // What comes in

    /** Shows in no figure and no window before {@link #takeIn()} or whatever asks for figures. */
    void add(Collection<Slice> slices) {
        for (Slice slice : slices) {
            Formula formula = formulas.byDefinition(slice.indicator, slice.definition, slice.minuteMillis);
            if (formula == null) {
                foreign += slice.readings;
                continue;
            }
            newestReceivedMillis = Math.max(newestReceivedMillis, slice.receivedMillis);
            if (slice.readings > 0) {
                rememberForLater(slice, formula);
            }
            incoming.add(slice, formula.aggregator);
        }
    }

    /**
     * To be called before the watermark passes a window's end, so that the window is opened before.
     *
     * @return whether there was anything
     */
    boolean takeIn() throws Exception {
        if (incoming.isEmpty()) {
            return false;
        }
        for (Slice slice : incoming.take()) {
            Formula formula = formulas.byDefinition(slice.indicator, slice.definition, slice.minuteMillis);
            if (formula == null) {
                foreign += slice.readings;
                continue;
            }
            slice.numbers.enrol(rollOf(slice.indicator));
            for (Level level : Level.values()) {
                if (slice.concerns(level) && formula.isInForceAt(level.startOf(slice.minuteMillis))) {
                    add(slice, formula, level);
                }
            }
        }
        return true;
    }

    private Roll rollOf(String indicator) {
        return rolls.computeIfAbsent(indicator, id -> new Roll());
    }

    /** Readings since it was asked last that no catalogue known here has an indicator for. */
    int takeForeign() {
        int taken = foreign;
        foreign = 0;
        return taken;
    }

    private void add(Slice slice, Formula formula, Level level) throws Exception {
        WindowKey key = WindowKey.of(level, level.startOf(slice.minuteMillis));
        AreaWindow window = open(key);
        Tally tally = window.tally(formula);
        if (!formula.reads(tally)) {
            // Begun by a subtask that had not heard of the change yet when its moment came.
            tally = window.replace(formula);
        }
        if (slice.late) {
            window.addLate(slice.indicator, slice, tally, level, formula.aggregator);
        } else {
            slice.addTo(tally, level, formula.aggregator);
        }
        window.dirty = true;
        if (slice.readings > 0) {
            markChanged(key, window, slice.indicator);
        }
    }

    /** Windows that end later may look back at these readings. */
    private void rememberForLater(Slice slice, Formula formula) {
        long last = Level.MINUTE.startOf(now());
        if (formula.reachMillis() > 0 && slice.minuteMillis < last) {
            long[] range = lateReadings.computeIfAbsent(
                    slice.indicator, id -> new long[] {slice.minuteMillis, slice.minuteMillis});
            range[0] = Math.min(range[0], slice.minuteMillis);
            range[1] = Math.max(range[1], slice.minuteMillis);
        }
    }

    /** By the gateway's clock, though the slowest partition may still be behind. */
    private long now() {
        return Math.max(shelf.now(), newestReceivedMillis);
    }

    private AreaWindow open(WindowKey key) throws Exception {
        AreaWindow window = window(key);
        if (window == null) {
            window = new AreaWindow();
            window.closed = key.endMillis() <= shelf.watermark();
            windows.put(key, window);
            absent.remove(key);
            shelf.opened(key);
        }
        return window;
    }

    /** Null: nobody reported in it. */
    @Nullable
    AreaWindow window(WindowKey key) throws Exception {
        AreaWindow window = windows.get(key);
        if (window == null) {
            window = absent.contains(key) ? null : shelf.take(key);
            if (window == null) {
                absent.add(key);
                return null;
            }
            window.tallies.forEach((indicator, tally) -> tally.numbers.enrol(rollOf(indicator)));
            windows.put(key, window);
        }
        window.idle = 0;
        return window;
    }

    private void markChanged(WindowKey key, AreaWindow window, String indicator) {
        window.unsent.add(indicator);
        changed.add(key);
        for (Formula composite : formulas.madeOf(indicator)) {
            if (composite.isInForceAt(key.startMillis)) {
                window.tally(composite).begun = true;
                window.unsent.add(composite.id());
            }
        }
    }

    // Time

    /** Shows a minute from its start on by what the minute before said, where that had readings in time. */
    void begin(long startMillis) throws Exception {
        takeIn();
        AreaWindow before = window(WindowKey.of(Level.MINUTE, startMillis - Level.MINUTE.millis()));
        if (before == null) {
            return;
        }
        WindowKey key = WindowKey.of(Level.MINUTE, startMillis);
        for (Map.Entry<String, Tally> entry : List.copyOf(before.tallies.entrySet())) {
            Tally tally = entry.getValue();
            Formula formula = formulas.byDefinition(entry.getKey(), tally.definition, startMillis);
            if (tally.readings > tally.late && formula != null && formula.isInForceAt(startMillis)) {
                AreaWindow window = open(key);
                window.tally(formula).begun = true;
                window.dirty = true;
                markChanged(key, window, entry.getKey());
            }
        }
    }

    /** The final figures of the windows that end at that moment. */
    List<AreaFigure> close(long endMillis) throws Exception {
        takeIn();
        List<AreaFigure> figures = new ArrayList<>();
        for (Level level : Level.values()) {
            if (!level.beginsAt(endMillis)) {
                continue;
            }
            WindowKey key = WindowKey.of(level, endMillis - level.millis());
            AreaWindow window = window(key);
            if (window != null && !window.closed) {
                window.closed = true;
                window.dirty = true;
                window.unsent.clear();
                changed.remove(key);
                WindowPage page = new WindowPage(this, key, window);
                for (Map.Entry<String, Tally> entry : List.copyOf(window.tallies.entrySet())) {
                    if (entry.getValue().isShown()) {
                        addFigure(figures, page, formulaOf(entry.getKey(), key, window), AreaFigure.Kind.FINAL);
                    }
                }
            }
        }
        return figures;
    }

    /** Removes the windows of an hour that nothing looks at any more. */
    void drop(long hourMillis) throws Exception {
        takeIn();
        for (Level level : Level.values()) {
            for (long start = hourMillis; start < hourMillis + Level.HOUR.millis(); start += level.millis()) {
                long from = level == Level.DAY ? level.startOf(start) : start;
                if (level != Level.DAY || from + level.millis() == hourMillis + Level.HOUR.millis()) {
                    WindowKey key = WindowKey.of(level, from);
                    windows.remove(key);
                    changed.remove(key);
                    shelf.remove(key);
                }
            }
        }
    }

    // What goes out

    /** Whether an open window of that length, begun already, has something new to show. */
    boolean hasEarly(Level level) throws Exception {
        for (WindowKey key : changed) {
            AreaWindow window = key.seconds == level.seconds() ? window(key) : null;
            if (window != null && isEarly(key, window)) {
                return true;
            }
        }
        return false;
    }

    private boolean isEarly(WindowKey key, AreaWindow window) {
        return !window.closed && key.startMillis <= now() + NEARLY_MILLIS;
    }

    boolean hasCorrections() throws Exception {
        if (!lateReadings.isEmpty()) {
            return true;
        }
        for (WindowKey key : changed) {
            AreaWindow window = window(key);
            if (window != null && window.closed) {
                return true;
            }
        }
        return false;
    }

    List<AreaFigure> early(Level level) throws Exception {
        takeIn();
        List<AreaFigure> figures = new ArrayList<>();
        for (WindowKey key : List.copyOf(changed)) {
            AreaWindow window = key.seconds == level.seconds() ? window(key) : null;
            if (window != null && isEarly(key, window)) {
                send(figures, key, window, AreaFigure.Kind.EARLY);
            }
        }
        return figures;
    }

    List<AreaFigure> corrections() throws Exception {
        takeIn();
        markThoseThatLookBack();
        List<AreaFigure> figures = new ArrayList<>();
        for (WindowKey key : List.copyOf(changed)) {
            AreaWindow window = window(key);
            if (window == null) {
                changed.remove(key);
            } else if (window.closed) {
                send(figures, key, window, AreaFigure.Kind.CORRECTION);
            }
        }
        return figures;
    }

    private void send(List<AreaFigure> figures, WindowKey key, AreaWindow window, AreaFigure.Kind kind)
            throws Exception {
        WindowPage page = new WindowPage(this, key, window);
        for (String indicator : List.copyOf(window.unsent)) {
            addFigure(figures, page, formulaOf(indicator, key, window), kind);
        }
        window.unsent.clear();
        window.dirty = true;
        changed.remove(key);
    }

    private void markThoseThatLookBack() throws Exception {
        for (Map.Entry<String, long[]> late : lateReadings.entrySet()) {
            Formula formula = formulas.byId(late.getKey());
            if (formula == null) {
                continue;
            }
            long first = late.getValue()[0];
            long last = Math.min(now(), late.getValue()[1] + formula.reachMillis());
            for (Level level : Level.values()) {
                for (long start = level.startOf(first); start <= last; start += level.millis()) {
                    WindowKey key = WindowKey.of(level, start);
                    AreaWindow window = level.millis() < formula.reachMillis() ? window(key) : null;
                    Tally tally = window == null ? null : window.tallies.get(formula.id());
                    if (window != null && tally != null && tally.isShown()) {
                        window.dirty = true;
                        markChanged(key, window, formula.id());
                    }
                }
            }
        }
        lateReadings.clear();
    }

    private static void addFigure(
            List<AreaFigure> figures, WindowPage page, @Nullable Formula formula, AreaFigure.Kind kind)
            throws Exception {
        if (formula != null) {
            figures.add(page.figure(formula, kind));
        }
    }

    /** What windows of that length have seen when they looked back last. */
    MergedPast pastOf(Formula formula, Level level) {
        return pasts.computeIfAbsent(level, any -> new HashMap<>())
                .computeIfAbsent(formula.id(), id -> new MergedPast());
    }

    /** By which the window's numbers were made, where there are any. */
    @Nullable
    Formula formulaOf(String indicator, WindowKey key, AreaWindow window) {
        Tally tally = window.tallies.get(indicator);
        return tally == null
                ? formulas.byId(indicator)
                : formulas.byDefinition(indicator, tally.definition, key.startMillis);
    }

    // State

    void keep() throws Exception {
        takeIn();
        for (Map.Entry<WindowKey, AreaWindow> entry : windows.entrySet()) {
            if (entry.getValue().dirty) {
                shelf.put(entry.getKey(), entry.getValue());
                entry.getValue().dirty = false;
            }
        }
        pasts.clear();
        windows.values().removeIf(window -> ++window.idle > IDLE_CHECKPOINTS);
        if (absent.size() > MOST_ABSENT) {
            absent.clear();
        }
        UnsentFigures unsent = new UnsentFigures();
        unsent.windows.addAll(changed);
        unsent.lateReadings.putAll(lateReadings);
        if (unsentKept || !unsent.isEmpty()) {
            shelf.putUnsent(unsent);
            unsentKept = !unsent.isEmpty();
        }
    }

    boolean isIdle() {
        return windows.isEmpty() && changed.isEmpty() && lateReadings.isEmpty() && incoming.isEmpty();
    }
}
