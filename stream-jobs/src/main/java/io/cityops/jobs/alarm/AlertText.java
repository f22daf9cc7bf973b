package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import java.util.Locale;

/** A rule's message with the placeholders filled in, in the city's first language and its way to write numbers. */
final class AlertText {
    private static final Locale VIETNAMESE = Locale.of("vi", "VN");

    private AlertText() {}

    static String of(Catalogue catalogue, Rule rule, Rule.Level level, AlertTransition transition) {
        int precision = precision(catalogue, rule);
        String area = areaName(catalogue, transition.area);
        boolean isArea = transition.entityKind.equals(Sample.AREA);
        return rule.message()
                .vi()
                .replace("{value}", number(transition.value, precision))
                .replace("{threshold}", number(transition.threshold, precision))
                .replace("{level}", level.name().vi())
                .replace("{area}", area)
                .replace("{entity}", isArea ? areaName(catalogue, transition.entityId) : transition.entityId);
    }

    private static String number(double value, int precision) {
        return Double.isNaN(value) ? "–" : String.format(VIETNAMESE, "%." + precision + "f", value);
    }

    private static int precision(Catalogue catalogue, Rule rule) {
        String input = rule.input() == null ? "" : rule.input();
        Measure measure = catalogue.measure(input);
        Indicator indicator = catalogue.indicator(input);
        return measure != null ? measure.precision() : indicator != null ? indicator.precision() : 0;
    }

    private static String areaName(Catalogue catalogue, String code) {
        Area area = catalogue.area(code);
        return area == null ? code : area.name().vi();
    }
}
