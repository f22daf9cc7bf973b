package io.cityops.jobs.alarm;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.alarm.Statements.Statement;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Condition;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.version.CatalogueVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions and sequences of one catalogue look at, found by what it is about: what no condition is about costs a
 * look-up, and so does what tells them {@linkplain Statements nothing new}. One operator's, and so one thread's.
 */
public final class Facts {
    private static final int MINUTE_SECONDS = 60;
    private static final double SILENT = 1;
    private static final Told NOTHING = new Told("", List.of());
    /** The conditions take a catalogue over a little later than who tells them; what came before is lost on them. */
    private static final long TAKEN_OVER_MILLIS = 60_000;

    private final CityCatalogue city;
    /** Until this moment of receipt everything is told. */
    private final long tellAllUntilMillis;

    private final List<Statement> statements = new ArrayList<>();
    private final Map<String, List<OfMeasure>> byDeviceType = new HashMap<>();
    private final Map<String, List<Statement>> silentByType = new HashMap<>();
    private final Map<String, OfIndicator> byIndicator = new HashMap<>();

    /** By area, where an alarm about it would be. */
    private final Map<String, List<String>> innermost = new HashMap<>();

    private final Map<String, List<String>> around = new HashMap<>();

    private record OfMeasure(String measure, Statements statements) {}

    /**
     * @param own about the indicator of the area that the alarm would be of
     * @param named about that of an area that they name
     * @param told by area, of ordinary life
     */
    private record OfIndicator(Statements own, Map<String, Statements> named, Map<String, Statements.Told> told) {
        static OfIndicator of(List<Statement> statements) {
            Map<String, List<Statement>> byArea = statements.stream()
                    .collect(Collectors.groupingBy(each -> each.leaf().area()));
            List<Statement> own = byArea.getOrDefault("", List.of());
            byArea.remove("");
            Map<String, Statements> named = new HashMap<>();
            byArea.forEach((area, its) -> named.put(area, new Statements(its)));
            return new OfIndicator(new Statements(own), named, new HashMap<>());
        }
    }

    /** What the conditions on a type of devices know of one of them. */
    public static final class Told {
        private final String area;
        private final List<Statements.Told> byMeasure;

        private Told(String area, List<OfMeasure> measures) {
            this.area = area;
            this.byMeasure =
                    measures.stream().map(each -> new Statements.Told()).toList();
        }
    }

    public Facts(CityCatalogue city) {
        this.city = city;
        CatalogueVersion version = city.version();
        tellAllUntilMillis = version == null ? Long.MIN_VALUE : version.from().toEpochMilli() + TAKEN_OVER_MILLIS;
        for (Rule rule : city.get().rules()) {
            rule.leaves().forEach(leaf -> statements.add(new Statement(rule, leaf)));
        }
        statements.stream()
                .filter(each -> each.leaf().looks() == Condition.Looks.INDICATOR)
                .collect(Collectors.groupingBy(each -> each.leaf().input()))
                .forEach((indicator, its) -> byIndicator.put(indicator, OfIndicator.of(its)));
    }

    /** @param before what this returned for the device's report before; null: nothing was told of it */
    public Told of(DeviceReport report, @Nullable Told before, Consumer<Fact> out) {
        List<OfMeasure> measures = byDeviceType.computeIfAbsent(report.deviceType, this::measuresOf);
        if (measures.isEmpty()) {
            return NOTHING;
        }
        Told told = before == null
                        || before.byMeasure.size() != measures.size()
                        || !before.area.equals(report.area)
                        || report.receivedAtMillis < tellAllUntilMillis
                ? new Told(report.area, measures)
                : before;
        for (int i = 0; i < measures.size(); i++) {
            int index = report.indexOf(measures.get(i).measure);
            if (index >= 0 && !report.isDoubted(index)) {
                Statements its = measures.get(i).statements;
                Statements.Told known = told.byMeasure.get(i);
                if (its.isNews(known, report.values[index], report.observedAtMillis, report.receivedAtMillis)) {
                    its.tell(known, report.values[index], report.receivedAtMillis, each -> {
                        for (String area : areas(each.rule(), report.area)) {
                            out.accept(fact(each, area, report, report.values[index]));
                        }
                    });
                }
            }
        }
        return told;
    }

    private List<OfMeasure> measuresOf(String deviceType) {
        Map<String, List<Statement>> byMeasure = new LinkedHashMap<>();
        for (Statement each : of(Condition.Looks.MEASURE, deviceType)) {
            byMeasure
                    .computeIfAbsent(each.leaf().input(), measure -> new ArrayList<>())
                    .add(each);
        }
        return byMeasure.entrySet().stream()
                .map(each -> new OfMeasure(each.getKey(), new Statements(each.getValue())))
                .toList();
    }

    /** Minutes, as rules on indicators see them; those of an area that a condition names once the minute is over. */
    public void of(AreaFigure figure, Consumer<Fact> out) {
        if (figure.windowSeconds != MINUTE_SECONDS
                || figure.kind == AreaFigure.Kind.CORRECTION
                || Double.isNaN(figure.value)
                || figure.quality.equals(AreaFigure.INSUFFICIENT)) {
            return;
        }
        OfIndicator all = byIndicator.get(figure.indicator);
        if (all == null) {
            return;
        }
        tell(figure, all.own, figure.drill.isEmpty() ? all.told : new HashMap<>(), each -> {
            if (isAbout(each.rule(), figure.area)) {
                out.accept(fact(each, figure.area, figure));
            }
        });
        Statements named = all.named.get(figure.area);
        if (named != null && figure.kind == AreaFigure.Kind.FINAL) {
            tell(figure, named, new HashMap<>(), each -> {
                for (Area area : city.get().areas()) {
                    if (isAbout(each.rule(), area.code())) {
                        out.accept(fact(each, area.code(), figure));
                    }
                }
            });
        }
    }

    private void tell(
            AreaFigure figure, Statements statements, Map<String, Statements.Told> byArea, Consumer<Statement> out) {
        if (figure.asOfMillis < tellAllUntilMillis) {
            byArea.remove(figure.area);
        }
        Statements.Told told = byArea.computeIfAbsent(figure.area, area -> new Statements.Told());
        if (statements.isNews(told, figure.value, figure.asOfMillis, figure.asOfMillis)) {
            statements.tell(told, figure.value, figure.asOfMillis, out);
        }
    }

    private boolean isAbout(Rule rule, String area) {
        return rule.areas() == Rule.Areas.ALL || city.get().isInnermost(area);
    }

    public void of(SilenceSign sign, Consumer<Fact> out) {
        for (Statement each :
                silentByType.computeIfAbsent(sign.deviceType(), type -> of(Condition.Looks.SILENT, type))) {
            for (String area : areas(each.rule(), sign.area())) {
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
                .filter(each -> each.leaf().looks() == looks && each.leaf().concerns(deviceType))
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

    private static Fact fact(Statement statement, String area, DeviceReport report, double value) {
        return fact(
                statement,
                area,
                report.drill,
                report.deviceId,
                value,
                report.observedAtMillis,
                report.receivedAtMillis);
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
        fact.rule = statement.rule().id();
        fact.place = statement.leaf().place();
        fact.area = area;
        fact.drill = drill;
        fact.source = source;
        fact.value = value;
        fact.atMillis = atMillis;
        fact.receivedAtMillis = receivedAtMillis;
        return fact;
    }
}
