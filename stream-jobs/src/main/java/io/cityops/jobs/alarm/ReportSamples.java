package io.cityops.jobs.alarm;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What the rules of one catalogue look at in a report. */
public final class ReportSamples {
    private final Catalogue catalogue;
    private final Map<String, List<Rule>> byType = new HashMap<>();

    public ReportSamples(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public void of(DeviceReport report, Consumer<Sample> out) {
        for (Rule rule : byType.computeIfAbsent(report.deviceType, this::rulesOf)) {
            int index = report.indexOf(Objects.requireNonNull(rule.input()));
            if (index >= 0 && !report.isExcluded(index)) {
                Sample sample = new Sample();
                sample.rule = rule.id();
                sample.entityId = report.deviceId;
                sample.area = report.area;
                sample.drill = report.drill;
                sample.sector = report.sector;
                sample.value = report.values[index];
                sample.atMillis = report.observedAtMillis;
                sample.receivedAtMillis = report.receivedAtMillis;
                out.accept(sample);
            }
        }
    }

    private List<Rule> rulesOf(String deviceType) {
        return catalogue.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.MEASURE && rule.appliesTo(deviceType))
                .toList();
    }
}
