package io.cityops.jobs.alarm;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** What the detectors of one catalogue look at; measures that no rule watches have no detector, and cost a look-up. */
public final class WatchedSeries {
    private final List<Rule> rules;
    private final Map<String, List<Rule>> byType = new HashMap<>();

    public WatchedSeries(Catalogue catalogue) {
        rules = catalogue.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.ANOMALY)
                .toList();
    }

    public void of(DeviceReport report, Consumer<SeriesPoint> out) {
        if (rules.isEmpty()) {
            return;
        }
        for (Rule rule : byType.computeIfAbsent(
                report.deviceType,
                type -> rules.stream().filter(each -> each.appliesTo(type)).toList())) {
            int index = report.indexOf(Objects.requireNonNull(rule.input()));
            if (index >= 0 && !report.isExcluded(index)) {
                out.accept(point(rule, report, report.values[index]));
            }
        }
    }

    private static SeriesPoint point(Rule rule, DeviceReport report, double value) {
        SeriesPoint point = new SeriesPoint();
        point.rule = rule.id();
        point.deviceId = report.deviceId;
        point.area = report.area;
        point.sector = report.sector;
        point.drill = report.drill;
        point.value = value;
        point.atMillis = report.observedAtMillis;
        point.receivedAtMillis = report.receivedAtMillis;
        point.intervalMillis = report.expectedIntervalMillis;
        return point;
    }
}
