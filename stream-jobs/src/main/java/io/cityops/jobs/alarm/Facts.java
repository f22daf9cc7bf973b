package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Condition;
import io.cityops.model.catalogue.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the conditions and sequences of one catalogue look at, found by what it is about, so that what no condition is about costs a look-up. */
public final class Facts {
    private static final int MINUTE_SECONDS = 60;
    private static final double SILENT = 1;

    private final CityCatalogue city;
    private final List<Statement> statements = new ArrayList<>();
    private final Map<String, List<Statement>> byDeviceType = new HashMap<>();
    private final Map<String, List<Statement>> silentByType = new HashMap<>();
    private final Map<String, List<Statement>> byIndicator = new HashMap<>();

    /** By area, where an alarm about it would be. */
    private final Map<String, List<String>> innermost = new HashMap<>();

    private final Map<String, List<String>> around = new HashMap<>();

    private record Statement(Rule rule, Condition.Leaf leaf) {}

    public Facts(CityCatalogue city) {
        this.city = city;
        for (Rule rule : city.get().rules()) {
            rule.leaves().forEach(leaf -> statements.add(new Statement(rule, leaf)));
        }
        for (Statement each : statements) {
            if (each.leaf.looks() == Condition.Looks.INDICATOR) {
                byIndicator
                        .computeIfAbsent(each.leaf.input(), id -> new ArrayList<>())
                        .add(each);
            }
        }
    }

    public void of(DeviceReport report, Consumer<Fact> out) {
        if (statements.isEmpty()) {
            return;
        }
        for (Statement each :
                byDeviceType.computeIfAbsent(report.deviceType, type -> of(Condition.Looks.MEASURE, type))) {
            int index = report.indexOf(each.leaf.input());
            if (index >= 0 && !report.isDoubted(index)) {
                for (String area : areas(each.rule, report.area)) {
                    out.accept(fact(
                            each,
                            area,
                            report.drill,
                            report.deviceId,
                            report.values[index],
                            report.observedAtMillis,
                            report.receivedAtMillis));
                }
            }
        }
    }

    /** Minutes, as rules on indicators see them; those of an area that a condition names once the minute is over. */
    public void of(AreaFigure figure, Consumer<Fact> out) {
        if (figure.windowSeconds != MINUTE_SECONDS
                || figure.kind == AreaFigure.Kind.CORRECTION
                || Double.isNaN(figure.value)
                || figure.quality.equals(AreaFigure.INSUFFICIENT)) {
            return;
        }
        for (Statement each : byIndicator.getOrDefault(figure.indicator, List.of())) {
            if (each.leaf.area().isEmpty()) {
                if (each.rule.areas() == Rule.Areas.ALL || city.get().isInnermost(figure.area)) {
                    out.accept(fact(each, figure.area, figure));
                }
            } else if (each.leaf.area().equals(figure.area) && figure.kind == AreaFigure.Kind.FINAL) {
                for (Area area : city.get().areas()) {
                    if (each.rule.areas() == Rule.Areas.ALL || city.get().isInnermost(area.code())) {
                        out.accept(fact(each, area.code(), figure));
                    }
                }
            }
        }
    }

    public void of(SilenceSign sign, Consumer<Fact> out) {
        for (Statement each :
                silentByType.computeIfAbsent(sign.deviceType(), type -> of(Condition.Looks.SILENT, type))) {
            for (String area : areas(each.rule, sign.area())) {
                out.accept(fact(
                        each,
                        area,
                        sign.drill(),
                        sign.deviceId(),
                        sign.silent() ? SILENT : -SILENT,
                        sign.atMillis(),
                        sign.atMillis()));
            }
        }
    }

    private List<Statement> of(Condition.Looks looks, String deviceType) {
        return statements.stream()
                .filter(each -> each.leaf.looks() == looks && each.leaf.concerns(deviceType))
                .toList();
    }

    /** Where an alarm about a device there would be: in its area, and in those around it unless wards only are meant. */
    private List<String> areas(Rule rule, String area) {
        return rule.areas() == Rule.Areas.INNERMOST
                ? innermost.computeIfAbsent(area, code -> city.get().isInnermost(code) ? List.of(code) : List.of())
                : around.computeIfAbsent(area, code -> {
                    List<String> areas = new ArrayList<>(city.ancestors(code));
                    areas.add(code);
                    return List.copyOf(areas);
                });
    }

    private static Fact fact(Statement statement, String area, AreaFigure figure) {
        return fact(statement, area, figure.drill, figure.area, figure.value, figure.asOfMillis, figure.asOfMillis);
    }

    private static Fact fact(
            Statement statement,
            String area,
            String drill,
            String source,
            double value,
            long atMillis,
            long receivedAtMillis) {
        Fact fact = new Fact();
        fact.rule = statement.rule.id();
        fact.place = statement.leaf.place();
        fact.area = area;
        fact.drill = drill;
        fact.source = source;
        fact.value = value;
        fact.atMillis = atMillis;
        fact.receivedAtMillis = receivedAtMillis;
        return fact;
    }
}
