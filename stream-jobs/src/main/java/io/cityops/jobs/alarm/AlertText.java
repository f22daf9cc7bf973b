package io.cityops.jobs.alarm;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import java.util.Locale;

/** A rule's message with the placeholders filled in, in the city's first language and its way to write numbers. */
final class AlertText {
    private static final int SCORE_PRECISION = 2;
    private static final Locale VIETNAMESE = Locale.of("vi", "VN");

    private AlertText() {}

    /** @param detail what the value means in both languages, in a line each; then so is the message */
    static String of(Catalogue catalogue, Rule rule, Rule.Level level, AlertTransition transition, String detail) {
        String vietnamese = filled(rule.message().vi(), VIETNAMESE, catalogue, rule, level, transition);
        int end = detail.indexOf('\n');
        if (end < 0) {
            return vietnamese;
        }
        String english = filled(rule.message().en(), Locale.ENGLISH, catalogue, rule, level, transition);
        return vietnamese.replace("{explanation}", detail.substring(0, end))
                + "\n"
                + english.replace("{explanation}", detail.substring(end + 1));
    }

    private static String filled(
            String template,
            Locale locale,
            Catalogue catalogue,
            Rule rule,
            Rule.Level level,
            AlertTransition transition) {
        int precision = precision(catalogue, rule);
        String area = areaName(catalogue, transition.area, locale);
        boolean isArea = transition.entityKind.equals(Sample.AREA);
        return template.replace("{value}", number(transition.value, precision, locale))
                .replace("{threshold}", number(transition.threshold, precision, locale))
                .replace("{level}", level.name().in(locale))
                .replace("{area}", area)
                .replace("{entity}", isArea ? areaName(catalogue, transition.entityId, locale) : transition.entityId);
    }

    private static String number(double value, int precision, Locale locale) {
        return Double.isNaN(value) ? "–" : String.format(locale, "%." + precision + "f", value);
    }

    private static int precision(Catalogue catalogue, Rule rule) {
        if (rule.kind() == Rule.Kind.ANOMALY) {
            return SCORE_PRECISION;
        }
        String input = rule.input() == null ? "" : rule.input();
        Measure measure = catalogue.measure(input);
        Indicator indicator = catalogue.indicator(input);
        return measure != null ? measure.precision() : indicator != null ? indicator.precision() : 0;
    }

    private static String areaName(Catalogue catalogue, String code, Locale locale) {
        Area area = catalogue.area(code);
        return area == null ? code : area.name().in(locale);
    }
}
