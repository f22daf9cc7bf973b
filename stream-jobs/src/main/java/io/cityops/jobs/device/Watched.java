package io.cityops.jobs.device;

import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes out of reports what rules look at. Of a device whose values are far from any alarm, and were so before, a rule
 * learns nothing from one more of them: it is told of the first such value, and then of the next other one.
 */
final class Watched {
    private static final Told NOTHING = new Told(0);

    private final Catalogue catalogue;
    private final Map<String, List<Rule>> byType = new HashMap<>();

    Watched(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What the rules of its type know of a device; not kept in checkpoints, since telling them again changes nothing. */
    static final class Told {
        /** The newest value's time. */
        private final long[] atMillis;
        /** Whether that value was far from any alarm. */
        private final boolean[] calm;

        private Told(int rules) {
            atMillis = new long[rules];
            calm = new boolean[rules];
            Arrays.fill(atMillis, Long.MIN_VALUE);
        }
    }

    /** @param told before, null: nothing */
    Told tell(DeviceReport report, @Nullable Told told, Consumer<Sample> samples) {
        List<Rule> rules = byType.computeIfAbsent(report.deviceType, this::rulesOf);
        if (rules.isEmpty()) {
            return NOTHING;
        }
        Told known = told == null || told.calm.length != rules.size() ? new Told(rules.size()) : told;
        for (int i = 0; i < rules.size(); i++) {
            Rule rule = rules.get(i);
            int index = report.indexOf(Objects.requireNonNull(rule.input()));
            // Rules leave out what is older than what they know.
            if (index >= 0 && !report.isDoubted(index) && report.observedAtMillis > known.atMillis[i]) {
                double value = report.values[index];
                boolean calm = rule.isCalm(value);
                if (!calm || !known.calm[i]) {
                    samples.accept(sample(rule, report, value));
                }
                known.atMillis[i] = report.observedAtMillis;
                known.calm[i] = calm;
            }
        }
        return known;
    }

    private List<Rule> rulesOf(String deviceType) {
        return catalogue.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.MEASURE && rule.input() != null && rule.appliesTo(deviceType))
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
