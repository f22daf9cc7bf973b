package io.cityops.jobs.device;

import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of reports what rules look at. Of a device whose values are far from any alarm, and were so before, a rule
 * learns nothing from one more of them: it is told of the first such value, and then of the next other one.
 */
final class Watched {
    private static final Told NOTHING = new Told(List.of());

    private final Catalogue catalogue;
    private final Map<String, List<WatchedMeasure>> byType = new HashMap<>();

    Watched(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * The rules that look at one measure of a type of devices: there may be many, and most values are far from all of them.
     *
     * @param calmFrom the least value that is far from any alarm; none is where it is above {@code calmTo}, the largest
     */
    private record WatchedMeasure(String measure, List<Rule> rules, double calmFrom, double calmTo) {
        static WatchedMeasure of(String measure, List<Rule> rules) {
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
            // Whether a rate of change is calm, no value says by itself.
            boolean never =
                    rules.stream().anyMatch(rule -> !rule.isCalm(rule.above() ? -Double.MAX_VALUE : Double.MAX_VALUE));
            return new WatchedMeasure(measure, rules, never ? Double.POSITIVE_INFINITY : from, to);
        }

        boolean isCalm(double value) {
            return value >= calmFrom && value <= calmTo;
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

        private Told(List<WatchedMeasure> measures) {
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
            int index = report.indexOf(watched.measure);
            // Rules leave out what is older than what they know.
            if (index >= 0 && !report.isDoubted(index) && report.observedAtMillis > known.atMillis[i]) {
                known.atMillis[i] = report.observedAtMillis;
                boolean allCalm = watched.isCalm(report.values[index]);
                if (!allCalm || !known.allCalm[i]) {
                    tell(report, report.values[index], watched.rules, known.calm[i], samples);
                    known.allCalm[i] = allCalm;
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
        Map<String, List<Rule>> ofValues = new LinkedHashMap<>();
        Map<String, List<Rule>> ofChanges = new LinkedHashMap<>();
        for (Rule rule : catalogue.rules()) {
            String input = rule.input();
            if (rule.kind() == Rule.Kind.MEASURE && input != null && rule.appliesTo(deviceType)) {
                // Those on a rate of change are told each value, which is no reason to ask the others each time.
                (rule.change().isZero() ? ofValues : ofChanges)
                        .computeIfAbsent(input, measure -> new ArrayList<>())
                        .add(rule);
            }
        }
        return Stream.of(ofValues, ofChanges)
                .flatMap(each -> each.entrySet().stream())
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
