package io.cityops.jobs.device;

import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.alarm.Swing;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of reports what rules look at. Of a device whose values are far from any alarm, and were so before, a rule
 * learns nothing from one more of them: it is told of the first such value, and then of the next other one. Rules on a rate of
 * change are told what a {@link Swing} finds to be news for them.
 */
final class Watched {
    private static final Told NOTHING = new Told(List.of());

    private final Catalogue catalogue;
    private final Map<String, List<WatchedMeasure>> byType = new HashMap<>();

    Watched(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * What rules look at in reports.
     *
     * @param over the time behind of which the change is meant; zero: the values themselves are
     * @param above whether rises are meant; true for values
     */
    private record Look(String measure, Duration over, boolean above) {
        static Look of(Rule rule) {
            return new Look(
                    Objects.requireNonNull(rule.input()),
                    rule.change(),
                    rule.change().isZero() || rule.above());
        }

        boolean isAtChanges() {
            return !over.isZero();
        }
    }

    /**
     * The rules with one look at a type of devices: there may be many, and most values are far from all of them.
     *
     * @param calmFrom the least value, or change, that is far from any alarm; none is where it is above {@code calmTo}, the largest
     */
    private record WatchedMeasure(Look look, List<Rule> rules, double calmFrom, double calmTo)
            implements DoublePredicate {
        static WatchedMeasure of(Look look, List<Rule> rules) {
            double from = Double.NEGATIVE_INFINITY;
            double to = Double.POSITIVE_INFINITY;
            for (Rule rule : rules) {
                for (Rule.Level level : rule.levels()) {
                    if (rule.above()) {
                        to = Math.min(to, Math.min(level.clear(), Math.nextDown(level.set())));
                    } else {
                        from = Math.max(from, Math.max(level.clear(), Math.nextUp(level.set())));
                    }
                }
            }
            return new WatchedMeasure(look, rules, from, to);
        }

        @Override
        public boolean test(double valueOrChange) {
            return valueOrChange >= calmFrom && valueOrChange <= calmTo;
        }
    }

    /** What the rules of its type know of a device; not kept in checkpoints, since telling them again changes nothing. */
    static final class Told {
        /** By measure, the newest value's time. */
        private final long[] atMillis;
        /** By measure, whether that value was far from any alarm. */
        private final boolean[] allCalm;
        /** The same by measure and rule. */
        private final boolean[][] calm;
        /** By measure; null where values themselves are looked at. */
        private final @Nullable Swing[] swings;

        private Told(List<WatchedMeasure> measures) {
            swings = new Swing[measures.size()];
            for (int i = 0; i < swings.length; i++) {
                Look look = measures.get(i).look;
                if (look.isAtChanges()) {
                    swings[i] = new Swing(look.over, look.above);
                }
            }
            atMillis = new long[measures.size()];
            Arrays.fill(atMillis, Long.MIN_VALUE);
            allCalm = new boolean[measures.size()];
            calm = measures.stream().map(each -> new boolean[each.rules.size()]).toArray(boolean[][]::new);
        }
    }

    /** @param told before, null: nothing */
    Told tell(DeviceReport report, @Nullable Told told, Consumer<Sample> samples) {
        List<WatchedMeasure> measures = byType.computeIfAbsent(report.deviceType, this::measuresOf);
        if (measures.isEmpty()) {
            return NOTHING;
        }
        Told known = told == null || told.atMillis.length != measures.size() ? new Told(measures) : told;
        for (int i = 0; i < measures.size(); i++) {
            WatchedMeasure watched = measures.get(i);
            int index = report.indexOf(watched.look.measure);
            // Rules leave out what is older than what they know.
            if (index < 0 || report.isDoubted(index) || report.observedAtMillis <= known.atMillis[i]) {
                continue;
            }
            known.atMillis[i] = report.observedAtMillis;
            Swing swing = known.swings[i];
            if (swing == null) {
                boolean allCalm = watched.test(report.values[index]);
                if (!allCalm || !known.allCalm[i]) {
                    tell(report, report.values[index], watched.rules, known.calm[i], samples);
                    known.allCalm[i] = allCalm;
                }
            } else if (swing.isNews(report.values[index], report.observedAtMillis, watched)) {
                for (Rule rule : watched.rules) {
                    samples.accept(sample(rule, report, report.values[index]));
                }
            }
        }
        return known;
    }

    private static void tell(
            DeviceReport report, double value, List<Rule> rules, boolean[] calmBefore, Consumer<Sample> samples) {
        for (int i = 0; i < calmBefore.length; i++) {
            Rule rule = rules.get(i);
            boolean calm = rule.isCalm(value);
            if (!calm || !calmBefore[i]) {
                samples.accept(sample(rule, report, value));
            }
            calmBefore[i] = calm;
        }
    }

    private List<WatchedMeasure> measuresOf(String deviceType) {
        Map<Look, List<Rule>> byLook = new LinkedHashMap<>();
        for (Rule rule : catalogue.rules()) {
            if (rule.kind() == Rule.Kind.MEASURE && rule.appliesTo(deviceType)) {
                byLook.computeIfAbsent(Look.of(rule), look -> new ArrayList<>()).add(rule);
            }
        }
        return byLook.entrySet().stream()
                .map(each -> WatchedMeasure.of(each.getKey(), List.copyOf(each.getValue())))
                .toList();
    }

    private static Sample sample(Rule rule, DeviceReport report, double value) {
        Sample sample = new Sample();
        sample.rule = rule.id();
        sample.entityId = report.deviceId;
        sample.area = report.area;
        sample.drill = report.drill;
        sample.sector = report.sector;
        sample.value = value;
        sample.atMillis = report.observedAtMillis;
        sample.receivedAtMillis = report.receivedAtMillis;
        return sample;
    }
}
