package io.cityops.jobs.indicator;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Drill;
import io.cityops.model.telemetry.Quality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The first stage of the indicators, where the devices are: adds up what their readings mean to each area and to the
 * areas around it, until it is sent on. So the second stage, where the areas are, gets some messages a second for each
 * area however many devices it has, and the city is an area like any other.
 */
public final class Contributions {
    /** A device is heard as often as can be expected when it is heard within so many of its intervals. */
    private static final double TOLERATED_INTERVALS = 1.5;

    private static final long LONGEST_AHEAD_MILLIS = Level.DAY.millis();

    private final CityCatalogue city;
    private final Takings takings;
    private final long lagMillis;
    private final Map<String, Pending> pending = new HashMap<>();
    /** To read an indicator's inputs into, by how many it has. */
    private final double[][] inputsBySize;

    private final boolean[] firstInWindow = new boolean[Level.COUNT];

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

    /** Slices of one area, by minute and whether they are late, and by indicator. */
    private static final class Pending {
        final String area;
        final String drill;
        final Map<Long, Map<Formula, Slice>> minutes = new HashMap<>();

        Pending(String area, String drill) {
            this.area = area;
            this.drill = drill;
        }

        Slice slice(Formula formula, long minuteMillis, boolean late) {
            Map<Formula, Slice> slices = minutes.computeIfAbsent(minuteMillis + (late ? 1 : 0), key -> new HashMap<>());
            Slice slice = slices.get(formula);
            if (slice == null) {
                slice = Slice.of(formula, minuteMillis, late);
                slices.put(formula, slice);
            }
            return slice;
        }
    }

    public boolean isEmpty() {
        return pending.isEmpty();
    }

    /** @param coverage of the report's device, by group of measures; changed here */
    public void add(DeviceReport report, Map<String, CoveredWindows> coverage) {
        Takings.Plan plan = takings.of(report.measures);
        if (plan.takings().isEmpty()) {
            return;
        }
        Pending area = pending.computeIfAbsent(
                Drill.key(report.area, report.drill), key -> new Pending(report.area, report.drill));
        long minute = Level.MINUTE.startOf(report.observedAtMillis);
        boolean late = isLate(report, Level.MINUTE);
        String group = plan.groupOf(report);
        boolean heard = false;
        if (!group.isEmpty()) {
            CoveredWindows covered = coverage.computeIfAbsent(group, key -> new CoveredWindows());
            heard = covered.heard.add(Level.MINUTE.index(minute));
            for (Level level : Level.values()) {
                firstInWindow[level.ordinal()] = covered.of(level).add(level.index(minute));
            }
        }
        for (Takings.Taking each : plan.takings()) {
            double[] inputs = inputsBySize[each.positions().length];
            each.read(report, inputs);
            boolean taken = each.formula().takes(inputs);
            if (!taken && !each.isFirstExcluded(report)) {
                continue;
            }
            Slice slice = area.slice(each.formula(), minute, late);
            if (taken) {
                addReading(slice, each.formula(), report, inputs);
                slice.heard += heard && isNew(coverage, group, each.formula(), Level.MINUTE, minute, true) ? 1 : 0;
                for (Level level : Level.values()) {
                    int i = level.ordinal();
                    slice.covered[i] +=
                            firstInWindow[i] && isNew(coverage, group, each.formula(), level, minute, false) ? 1 : 0;
                }
            } else {
                addExcluded(slice, each, report, coverage);
            }
            count(slice, report);
        }
        if (!group.isEmpty() && !late) {
            coverAhead(area, report, group, coverage);
        }
    }

    private static void addReading(Slice slice, Formula formula, DeviceReport report, double[] inputs) {
        long interval = Math.max(1000, report.expectedIntervalMillis);
        if (formula.byDevice) {
            Map<String, double[]> devices = slice.numbers.byDevice();
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

    /** Counts the device once a window, for the reason why its first input is not believed. */
    private void addExcluded(
            Slice slice, Takings.Taking taking, DeviceReport report, Map<String, CoveredWindows> coverage) {
        boolean stuck = Quality.has(report.qualityOf(taking.positions()[0]), Quality.STUCK);
        CoveredWindows excluded = coverage.computeIfAbsent(
                "!" + taking.formula().id() + (stuck ? " stuck" : " suspicious"), key -> new CoveredWindows());
        int[] counts = stuck ? slice.stuck : slice.suspicious;
        for (Level level : Level.values()) {
            counts[level.ordinal()] += excluded.of(level).add(level.index(slice.minuteMillis)) ? 1 : 0;
        }
    }

    private void count(Slice slice, DeviceReport report) {
        slice.readings++;
        slice.receivedMillis = Math.max(slice.receivedMillis, report.receivedAtMillis);
        for (Level level : Level.values()) {
            slice.lateReadings[level.ordinal()] += isLate(report, level) ? 1 : 0;
        }
    }

    /** By received time alone, not by how far the watermark happens to be: a replay decides the same. */
    private boolean isLate(DeviceReport report, Level level) {
        return report.receivedAtMillis >= level.startOf(report.observedAtMillis) + level.millis() + lagMillis;
    }

    /** The windows that end before the device's next reading is due have heard of it what can be expected. */
    private void coverAhead(Pending area, DeviceReport report, String group, Map<String, CoveredWindows> coverage) {
        long until = report.observedAtMillis
                + (long) Math.min(LONGEST_AHEAD_MILLIS, TOLERATED_INTERVALS * report.expectedIntervalMillis);
        CoveredWindows covered = coverage.get(group);
        for (Level level : Level.values()) {
            long start = level.startOf(report.observedAtMillis) + level.millis();
            for (; start + level.millis() <= until; start += level.millis()) {
                if (covered == null || !covered.of(level).add(level.index(start))) {
                    continue;
                }
                for (Formula formula : takings.ofGroup(group)) {
                    if (isNew(coverage, group, formula, level, start, false)) {
                        area.slice(formula, start, false).covered[level.ordinal()]++;
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
                    && takings.ofGroup(other.getKey()).contains(formula)) {
                return false;
            }
        }
        return true;
    }

    /** Sends all on, to each area and to those around it, and begins anew. */
    public void flush(Consumer<AreaDelta> out) {
        if (pending.isEmpty()) {
            return;
        }
        Map<String, Pending> around = new HashMap<>();
        for (Pending area : pending.values()) {
            for (String ancestor : city.ancestors(area.area)) {
                Pending sum = around.computeIfAbsent(
                        Drill.key(ancestor, area.drill), key -> new Pending(ancestor, area.drill));
                addAll(sum, area);
            }
        }
        around.forEach((key, sum) -> {
            Pending own = pending.get(key);
            if (own != null) {
                addAll(sum, own);
            }
            out.accept(delta(sum));
        });
        pending.forEach((key, area) -> {
            if (!around.containsKey(key)) {
                out.accept(delta(area));
            }
        });
        pending.clear();
    }

    private static void addAll(Pending sum, Pending area) {
        area.minutes
                .values()
                .forEach(slices -> slices.forEach((formula, slice) ->
                        sum.slice(formula, slice.minuteMillis, slice.late).add(slice, formula.aggregator)));
    }

    private static AreaDelta delta(Pending area) {
        AreaDelta delta = new AreaDelta();
        delta.area = area.area;
        delta.drill = area.drill;
        delta.slices = new ArrayList<>();
        area.minutes.values().forEach(slices -> delta.slices.addAll(slices.values()));
        return delta;
    }
}
