package io.cityops.jobs.alarm;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the detectors of one catalogue look at: a measure in steps of a length, once for all rules that ask for the same. Measures
 * that no rule watches have no detector, and cost a look-up. One operator's, and so one thread's.
 */
public final class WatchedSeries {
    private final List<Rule> rules;
    private final Map<String, Map<String, Series>> byType = new HashMap<>();

    /**
     * @param id of measure and step
     * @param rules those for the type of devices
     */
    record Series(String id, String measure, Duration every, List<Rule> rules) {
        private static Series of(Rule first) {
            return new Series(idOf(first), Objects.requireNonNull(first.input()), first.every(), new ArrayList<>());
        }
    }

    public WatchedSeries(Catalogue catalogue) {
        rules = catalogue.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.ANOMALY)
                .toList();
    }

    private static String idOf(Rule rule) {
        return rule.input() + "/" + rule.every();
    }

    public void of(DeviceReport report, Consumer<SeriesPoint> out) {
        if (rules.isEmpty()) {
            return;
        }
        for (Series series : ofType(report.deviceType).values()) {
            int index = report.indexOf(series.measure);
            if (index >= 0 && !report.isExcluded(index)) {
                out.accept(point(series, report, report.values[index]));
            }
        }
    }

    private Map<String, Series> ofType(String deviceType) {
        return byType.computeIfAbsent(deviceType, type -> {
            Map<String, Series> all = new LinkedHashMap<>();
            for (Rule rule : rules) {
                if (rule.appliesTo(type)) {
                    all.computeIfAbsent(idOf(rule), id -> Series.of(rule)).rules.add(rule);
                }
            }
            return all;
        });
    }

    /** Null: no rule watches it any more. */
    @Nullable
    Series seriesOf(SeriesPoint point) {
        return ofType(point.deviceType).get(point.series);
    }

    /** Whether a rule watches the series of any type of devices. */
    boolean has(String series) {
        return rules.stream().anyMatch(rule -> idOf(rule).equals(series));
    }

    private static SeriesPoint point(Series series, DeviceReport report, double value) {
        SeriesPoint point = new SeriesPoint();
        point.series = series.id;
        point.deviceId = report.deviceId;
        point.deviceType = report.deviceType;
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
