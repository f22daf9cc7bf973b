package io.cityops.dashboard.alerts;

import io.cityops.dashboard.live.OpenAlert;
import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Text;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** An alarm in the words of its rule, in both languages; in the words of the jobs when the rule is gone. */
@Component
public final class AlertText {
    private static final Locale VIETNAMESE = Locale.of("vi");

    private final Catalogue catalogue;

    public AlertText(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Text name(OpenAlert alert) {
        Rule rule = catalogue.rule(alert.rule());
        return rule == null ? same(alert.rule()) : rule.name();
    }

    public Text response(OpenAlert alert) {
        Rule rule = catalogue.rule(alert.rule());
        return rule == null ? same("") : rule.response();
    }

    public List<Text> procedure(OpenAlert alert) {
        Rule rule = catalogue.rule(alert.rule());
        return rule == null ? List.of() : rule.procedure();
    }

    public Text message(OpenAlert alert) {
        Rule rule = catalogue.rule(alert.rule());
        if (rule == null) {
            return same(alert.message());
        }
        if (rule.kind() == Rule.Kind.ANOMALY) {
            return bothLines(alert.message());
        }
        return new Text(
                filled(rule.message().vi(), alert, rule, VIETNAMESE),
                filled(rule.message().en(), alert, rule, Locale.ENGLISH));
    }

    /** What is unusual only the job can say: it writes a line in each language. */
    private static Text bothLines(String message) {
        int end = message.indexOf('\n');
        return end < 0 ? same(message) : new Text(message.substring(0, end), message.substring(end + 1));
    }

    /** The area's name. */
    public Text place(OpenAlert alert) {
        return area(alert.area());
    }

    /** The area's name, and the device when the alarm is about one. */
    public Text where(OpenAlert alert) {
        Text area = place(alert);
        if (!alert.entityKind().equals("device")) {
            return area;
        }
        return new Text(area.vi() + " · " + alert.entityId(), area.en() + " · " + alert.entityId());
    }

    private String filled(String template, OpenAlert alert, Rule rule, Locale locale) {
        Text entity = alert.entityKind().equals("area") ? area(alert.entityId()) : same(alert.entityId());
        Function<@Nullable Double, String> number = value -> number(value, precision(rule), locale);
        return template.replace("{value}", number.apply(alert.value()))
                .replace("{threshold}", number.apply(alert.threshold()))
                .replace("{level}", level(alert, rule).in(locale))
                .replace("{entity}", entity.in(locale))
                .replace("{area}", area(alert.area()).in(locale));
    }

    private Text area(String code) {
        Area area = catalogue.area(code);
        return area == null ? same(code) : area.name();
    }

    /** The level reached: found by its name in either language, else by severity. */
    private static Text level(OpenAlert alert, Rule rule) {
        return rule.levels().stream()
                .map(Rule.Level::name)
                .filter(name -> name.vi().equals(alert.level()) || name.en().equals(alert.level()))
                .findFirst()
                .or(() -> rule.levels().stream()
                        .filter(level -> level.severity().tag().equals(alert.severity()))
                        .map(Rule.Level::name)
                        .findFirst())
                .orElse(same(alert.level()));
    }

    private int precision(Rule rule) {
        String input = rule.input();
        if (input == null) {
            return 0;
        }
        Measure measure = catalogue.measure(input);
        if (measure != null) {
            return measure.precision();
        }
        Indicator indicator = catalogue.indicator(input);
        return indicator == null ? 1 : indicator.precision();
    }

    private static String number(@Nullable Double value, int precision, Locale locale) {
        return value == null ? "–" : String.format(locale, "%,." + precision + "f", value);
    }

    private static Text same(String text) {
        return new Text(text, text);
    }
}
