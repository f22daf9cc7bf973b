package io.cityops.jobs.indicator;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Drill;
import io.cityops.model.telemetry.Quality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The first stage of the indicators, where the devices are: adds up what their readings mean to each area and to the
 * areas around it, until it is sent on. So the second stage, where the areas are, gets some messages a second for each
 * area however many devices it has, and the city is an area like any other.
 */
public final class Contributions {
    /** A device is heard as often as can be expected when it is heard within so many of its intervals. */
    private static final double TOLERATED_INTERVALS = 1.5;

    private static final long LONGEST_AHEAD_MILLIS = Level.DAY.millis();

    private static final Level[] LEVELS = Level.values();

    private final CityCatalogue city;
    private final Takings takings;
    private final long lagMillis;
    private final Map<String, AreaSums> byArea = new HashMap<>();
    /** To read an indicator's inputs into, by how many it has. */
    private final double[][] inputsBySize;

    private final boolean[] firstInWindow = new boolean[Level.COUNT];
    private final int[] lateInWindow = new int[Level.COUNT];

    public Contributions(CityCatalogue city, Timing timing) {
        this.city = city;
        this.takings = new Takings(city.get());
        this.lagMillis = timing.watermarkLag().toMillis();
        int most = city.get().indicators().stream()
                .mapToInt(indicator -> indicator.inputs().size())
                .max()
                .orElse(0);
        this.inputsBySize = new double[most + 1][];
        for (int size = 0; size <= most; size++) {
            inputsBySize[size] = new double[size];
        }
    }

    /** What a device's last report needed, and its next will most likely need again. */
    public static final class Route {
        private AreaSums area;
        private Takings.Plan plan;
        private CoveredWindows covered;

        private Route(AreaSums area, Takings.Plan plan, CoveredWindows covered) {
            this.area = area;
            this.plan = plan;
            this.covered = covered;
        }
    }

    /**
     * @param coverage of the report's device, by group of measures; changed here
     * @param before what this returned for the device's last report; null: nothing
     */
    public @Nullable Route add(DeviceReport report, Map<String, CoveredWindows> coverage, @Nullable Route before) {
        Route same = before != null && Arrays.equals(before.plan.measures(), report.measures) ? before : null;
        Takings.Plan plan = same == null ? takings.of(report.measures) : same.plan;
        if (plan.takings().isEmpty()) {
            return before;
        }
        AreaSums area = before != null && before.area.isOf(report) ? before.area : areaOf(report);
        long minute = Level.MINUTE.startOf(report.observedAtMillis);
        for (Level level : LEVELS) {
            lateInWindow[level.ordinal()] = isLate(report, level) ? 1 : 0;
        }
        boolean late = lateInWindow[0] > 0;
        String group = plan.groupOf(report);
        boolean heard = false;
        CoveredWindows covered = null;
        Arrays.fill(firstInWindow, false);
        if (!group.isEmpty()) {
            covered = same != null && group.equals(plan.group())
                    ? same.covered
                    : coverage.computeIfAbsent(group, key -> new CoveredWindows());
            heard = covered.heard.add(Level.MINUTE.index(minute));
            for (Level level : LEVELS) {
                firstInWindow[level.ordinal()] = covered.of(level).add(level.index(minute));
            }
        }
        List<Takings.Taking> all = plan.takings();
        for (int i = 0; i < all.size(); i++) {
            Takings.Taking each = all.get(i);
            double[] inputs = inputsBySize[each.positions().length];
            each.read(report, inputs);
            boolean taken = each.formula().takes(inputs);
            if (!taken && !each.isFirstExcluded(report)) {
                continue;
            }
            Slice slice = area.slice(each.number(), minute, late);
            if (taken) {
                addReading(slice, each.formula(), report, inputs);
                slice.heard += heard && isNew(coverage, group, each.formula(), Level.MINUTE, minute, true) ? 1 : 0;
                for (Level level : LEVELS) {
                    int at = level.ordinal();
                    slice.covered[at] +=
                            firstInWindow[at] && isNew(coverage, group, each.formula(), level, minute, false) ? 1 : 0;
                }
            } else {
                addExcluded(slice, each, report, coverage);
            }
            count(slice, report);
        }
        if (covered == null) {
            return before;
        }
        if (!late) {
            coverAhead(area, report, group, coverage, covered);
        }
        if (!group.equals(plan.group())) {
            return before;
        }
        if (before == null) {
            return new Route(area, plan, covered);
        }
        before.area = area;
        before.plan = plan;
        before.covered = covered;
        return before;
    }

    private AreaSums areaOf(DeviceReport report) {
        return byArea.computeIfAbsent(
                Drill.key(report.area, report.drill),
                key -> new AreaSums(report.area, report.drill, takings.formulas()));
    }

    private static void addReading(Slice slice, Formula formula, DeviceReport report, double[] inputs) {
        long interval = Math.max(1000, report.expectedIntervalMillis);
        if (formula.byDevice) {
            DeviceNumbers devices = slice.numbers.byDevice();
            double[] before = devices.get(report.deviceId);
            devices.put(
                    report.deviceId,
                    formula.aggregator.add(
                            before == null ? formula.aggregator.empty() : before,
                            inputs,
                            report.observedAtMillis,
                            interval));
        } else {
            double[] before = slice.numbers.pot;
            slice.numbers.pot = formula.aggregator.add(
                    before.length == 0 ? formula.aggregator.empty() : before,
                    inputs,
                    report.observedAtMillis,
                    interval);
        }
        slice.newestMillis = Math.max(slice.newestMillis, report.observedAtMillis);
        slice.oldestMillis = Math.min(slice.oldestMillis, report.observedAtMillis);
    }

    /**
     * Counts the device once a window, for the reason why its first input is not believed. Those that are being worked on
     * are counted where the areas are, since most of them report nothing.
     */
    private void addExcluded(
            Slice slice, Takings.Taking taking, DeviceReport report, Map<String, CoveredWindows> coverage) {
        int quality = report.qualityOf(taking.positions()[0]);
        if (Quality.has(quality, Quality.MAINTENANCE)) {
            return;
        }
        boolean stuck = Quality.has(quality, Quality.STUCK);
        CoveredWindows excluded = coverage.computeIfAbsent(
                "!" + taking.formula().id() + (stuck ? " stuck" : " suspicious"), key -> new CoveredWindows());
        int[] counts = stuck ? slice.stuck : slice.suspicious;
        for (Level level : LEVELS) {
            counts[level.ordinal()] += excluded.of(level).add(level.index(slice.minuteMillis)) ? 1 : 0;
        }
    }

    private void count(Slice slice, DeviceReport report) {
        slice.readings++;
        slice.receivedMillis = Math.max(slice.receivedMillis, report.receivedAtMillis);
        for (int level = 0; level < Level.COUNT; level++) {
            slice.lateReadings[level] += lateInWindow[level];
        }
    }

    /** By received time alone, not by how far the watermark happens to be: a replay decides the same. */
    private boolean isLate(DeviceReport report, Level level) {
        return report.receivedAtMillis >= level.startOf(report.observedAtMillis) + level.millis() + lagMillis;
    }

    /** The windows that end before the device's next reading is due have heard of it what can be expected. */
    private void coverAhead(
            AreaSums area,
            DeviceReport report,
            String group,
            Map<String, CoveredWindows> coverage,
            CoveredWindows covered) {
        long until = report.observedAtMillis
                + (long) Math.min(LONGEST_AHEAD_MILLIS, TOLERATED_INTERVALS * report.expectedIntervalMillis);
        for (Level level : LEVELS) {
            long start = level.startOf(report.observedAtMillis) + level.millis();
            for (; start + level.millis() <= until; start += level.millis()) {
                if (!covered.of(level).add(level.index(start))) {
                    continue;
                }
                for (Takings.Taking each : takings.ofGroup(group)) {
                    if (isNew(coverage, group, each.formula(), level, start, false)) {
                        area.slice(each.number(), start, false).covered[level.ordinal()]++;
                    }
                }
            }
        }
    }

    /** Whether no other group of the device's measures has covered the window for this indicator. */
    private boolean isNew(
            Map<String, CoveredWindows> coverage,
            String group,
            Formula formula,
            Level level,
            long start,
            boolean heard) {
        if (coverage.size() == 1) {
            return true;
        }
        for (Map.Entry<String, CoveredWindows> other : coverage.entrySet()) {
            WindowSet windows =
                    heard ? other.getValue().heard : other.getValue().of(level);
            if (!other.getKey().equals(group)
                    && !other.getKey().startsWith("!")
                    && windows.contains(level.index(start))
                    && takings.isOfGroup(other.getKey(), formula)) {
                return false;
            }
        }
        return true;
    }

    /** Sends all on, to each area and to those around it, and begins anew. */
    public void flush(Consumer<AreaDelta> out) {
        List<AreaSums> own = new ArrayList<>();
        for (AreaSums area : byArea.values()) {
            if (!area.isEmpty()) {
                own.add(area);
            }
        }
        Map<String, AreaSums> around = new HashMap<>();
        for (AreaSums area : own) {
            for (String ancestor : city.ancestors(area.area)) {
                around.computeIfAbsent(
                                Drill.key(ancestor, area.drill),
                                key -> new AreaSums(ancestor, area.drill, takings.formulas()))
                        .addAll(area);
            }
        }
        for (AreaSums area : own) {
            AreaSums sum = around.get(Drill.key(area.area, area.drill));
            if (sum == null) {
                out.accept(area.delta());
            } else {
                sum.addAll(area);
            }
            area.clear();
        }
        around.values().forEach(sum -> out.accept(sum.delta()));
    }
}
