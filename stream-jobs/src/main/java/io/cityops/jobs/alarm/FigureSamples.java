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
 * neither raises nor clears.
 */
public final class FigureSamples {
    private static final int MINUTE_SECONDS = 60;

    private final Catalogue catalogue;
    private final Map<String, List<Rule>> byIndicator = new HashMap<>();

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
        for (Rule rule : byIndicator.getOrDefault(figure.indicator, List.of())) {
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
}
