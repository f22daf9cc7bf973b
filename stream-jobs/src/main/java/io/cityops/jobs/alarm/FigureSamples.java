package io.cityops.jobs.alarm;

import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * What the rules of one catalogue look at in figures: minutes. A value that is not there, or stands on too few devices,
 * neither raises nor clears. Of an area whose values are far from any alarm, and were so before, rules are told the first only.
 * One operator's, and so one thread's.
 */
public final class FigureSamples {
    private static final int MINUTE_SECONDS = 60;

    private final Catalogue catalogue;
    private final Map<String, List<Rule>> byIndicator = new HashMap<>();
    /** By indicator and area, of ordinary life; not kept in checkpoints, since telling it again changes nothing. */
    private final Map<String, Map<String, Told>> told = new HashMap<>();

    private static final class Told {
        private long newestMillis = Long.MIN_VALUE;
        private boolean calm;
    }

    public FigureSamples(Catalogue catalogue) {
        this.catalogue = catalogue;
        for (Rule rule : catalogue.rules()) {
            if (rule.kind() == Rule.Kind.INDICATOR) {
                byIndicator
                        .computeIfAbsent(Objects.requireNonNull(rule.input()), id -> new ArrayList<>())
                        .add(rule);
            }
        }
    }

    public void of(AreaFigure figure, Consumer<Sample> out) {
        if (figure.windowSeconds != MINUTE_SECONDS
                || figure.kind == AreaFigure.Kind.CORRECTION
                || Double.isNaN(figure.value)
                || figure.quality.equals(AreaFigure.INSUFFICIENT)) {
            return;
        }
        List<Rule> rules = byIndicator.getOrDefault(figure.indicator, List.of());
        if (rules.isEmpty() || !isNews(figure, rules)) {
            return;
        }
        for (Rule rule : rules) {
            if (rule.areas() == Rule.Areas.ALL || catalogue.isInnermost(figure.area)) {
                Sample sample = new Sample();
                sample.rule = rule.id();
                sample.entityKind = Sample.AREA;
                sample.entityId = figure.area;
                sample.area = figure.area;
                sample.drill = figure.drill;
                sample.sector = rule.sector();
                sample.value = figure.value;
                sample.atMillis = figure.asOfMillis;
                sample.receivedAtMillis = figure.asOfMillis;
                out.accept(sample);
            }
        }
    }

    private boolean isNews(AreaFigure figure, List<Rule> rules) {
        if (!figure.drill.isEmpty()) {
            return true;
        }
        Told known = told.computeIfAbsent(figure.indicator, id -> new HashMap<>())
                .computeIfAbsent(figure.area, area -> new Told());
        // Rules leave out what is older than what they know.
        if (figure.asOfMillis <= known.newestMillis) {
            return false;
        }
        known.newestMillis = figure.asOfMillis;
        boolean calmBefore = known.calm;
        known.calm = areCalm(rules, figure.value);
        return !known.calm || !calmBefore;
    }

    private static boolean areCalm(List<Rule> rules, double value) {
        for (Rule rule : rules) {
            if (!rule.isCalm(value)) {
                return false;
            }
        }
        return true;
    }
}
