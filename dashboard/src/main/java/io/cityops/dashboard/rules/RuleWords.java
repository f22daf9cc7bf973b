package io.cityops.dashboard.rules;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Condition;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Indicator;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Schedule;
import io.cityops.model.catalogue.Text;
import java.text.NumberFormat;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What a rule watches, in the words of both languages. */
@Component
final class RuleWords {
    private static final Locale VIETNAMESE = Locale.of("vi");
    private static final int MOST_DECIMALS = 4;
    /** Such as reports; not ms, m/s or people. */
    private static final Pattern PLURAL = Pattern.compile("[a-z-]{3,}s");

    private final Catalogue catalogue;

    RuleWords(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** What it looks at, without thresholds. */
    Text subject(Rule rule) {
        return switch (rule.kind()) {
            case MEASURE ->
                changing(rule, both("Số đo %s của từng %s", "Readings of %s of each %s", input(rule), devices(rule)));
            case INDICATOR -> changing(rule, both("Chỉ số %s của %s", "Indicator %s of %s", input(rule), places(rule)));
            case SILENCE ->
                rule.deviceTypes().isEmpty()
                        ? new Text(
                                "Thiết bị không gửi gì quá chu kỳ của nó",
                                "A device that is silent for longer than its interval allows")
                        : both(
                                "%s không gửi gì quá chu kỳ của mình",
                                "%s: silent for longer than its interval allows", devices(rule));
            case CONDITION -> both("Trong %s: %s", "In %s: %s", places(rule), condition(rule));
            case SEQUENCE ->
                both(
                        "Trong %s, lần lượt trong %s: %s",
                        "In %s, one after another within %s: %s", places(rule), within(rule), steps(rule));
            case ANOMALY ->
                both(
                        "Số đo %s của từng %s, khi khác thường so với lịch sử của chính nó (xét mỗi %s)",
                        "Readings of %s of each %s, when unusual for its own history (judged every %s)",
                        input(rule),
                        devices(rule),
                        duration(rule.every()));
        };
    }

    private static Text changing(Rule rule, Text watched) {
        if (rule.change().isZero()) {
            return watched;
        }
        return rule.above()
                ? both(
                        "%s, tăng bao nhiêu trong %s",
                        "%s, by how much it rises within %s", watched, duration(rule.change()))
                : both(
                        "%s, giảm bao nhiêu trong %s",
                        "%s, by how much it falls within %s", watched, duration(rule.change()));
    }

    /** Where each level begins and ends; without thresholds only its name. */
    List<Text> levels(Rule rule) {
        List<Text> levels = new ArrayList<>();
        for (Rule.Level level : rule.levels()) {
            Text name = level.name();
            if (!rule.hasThresholds()) {
                levels.add(name);
                continue;
            }
            Text unit = rule.kind() == Rule.Kind.ANOMALY ? same("") : unit(rule);
            // Of a change its size: which way is told before.
            boolean size = !rule.change().isZero();
            String sign = size || rule.above() ? "≥" : "≤";
            double set = size ? Math.abs(level.set()) : level.set();
            double clear = size ? Math.abs(level.clear()) : level.clear();
            levels.add(each(language -> "%s %s: %s, %s %s"
                    .formatted(
                            sign,
                            withUnit(set, unit, language),
                            name.in(language),
                            isEnglish(language) ? "over at" : "hết ở",
                            withUnit(clear, unit, language))));
        }
        return levels;
    }

    /** How long it must hold, how long be over, and when it watches at all; empty where it always does and nothing waits. */
    Text delays(Rule rule) {
        return each(language -> {
            boolean english = isEnglish(language);
            List<String> parts = new ArrayList<>();
            if (rule.onDelay().isPositive()) {
                parts.add((english ? "raised after it held for " : "báo sau khi kéo dài ")
                        + duration(rule.onDelay()).in(language));
            }
            if (rule.offDelay().isPositive()) {
                parts.add((english ? "over after " : "hết sau ")
                        + duration(rule.offDelay()).in(language));
            }
            if (!rule.schedule().isAlways()) {
                parts.add((english ? "watches only " : "chỉ theo dõi ")
                        + rule.schedule().spells().stream()
                                .map(spell -> spell(spell, language))
                                .collect(Collectors.joining("; ")));
            }
            return String.join("; ", parts);
        });
    }

    private static String spell(Schedule.Spell spell, Locale language) {
        boolean english = isEnglish(language);
        String days = spell.days().size() == DayOfWeek.values().length
                ? english ? "daily" : "hằng ngày"
                : spell.days().stream()
                        .sorted()
                        .map(day -> day.getDisplayName(TextStyle.SHORT, english ? Locale.ENGLISH : VIETNAMESE))
                        .collect(Collectors.joining(", "));
        return days + " " + spell.from() + "–" + spell.ending();
    }

    private Text input(Rule rule) {
        String id = rule.input() == null ? "" : rule.input();
        Measure measure = rule.kind() == Rule.Kind.INDICATOR ? null : catalogue.measure(id);
        Indicator indicator = catalogue.indicator(id);
        return measure != null ? measure.name() : indicator != null ? indicator.name() : same(id);
    }

    private Text unit(Rule rule) {
        String id = rule.input() == null ? "" : rule.input();
        Measure measure = rule.kind() == Rule.Kind.INDICATOR ? null : catalogue.measure(id);
        Indicator indicator = catalogue.indicator(id);
        return unit(measure, indicator);
    }

    private static Text unit(@Nullable Measure measure, @Nullable Indicator indicator) {
        return measure != null ? measure.unit() : indicator != null ? indicator.unit() : same("");
    }

    private Text devices(Rule rule) {
        return rule.deviceTypes().isEmpty()
                ? new Text("thiết bị", "device")
                : joined(rule.deviceTypes().stream().map(this::deviceType).toList(), ", ", ", ");
    }

    private Text deviceType(String id) {
        DeviceType type = catalogue.deviceType(id);
        return type == null ? same(id) : type.name();
    }

    private static Text places(Rule rule) {
        return rule.areas() == Rule.Areas.INNERMOST
                ? new Text("từng phường, xã", "each ward")
                : new Text("từng nơi", "each area");
    }

    private Text condition(Rule rule) {
        return rule.when() == null ? same("") : condition(rule.when());
    }

    private Text condition(Condition condition) {
        return switch (condition) {
            case Condition.All all ->
                joined(all.parts().stream().map(this::condition).toList(), " VÀ ", " AND ");
            case Condition.Any any ->
                inside(joined(any.parts().stream().map(this::condition).toList(), " HOẶC ", " OR "));
            case Condition.Not not -> both("KHÔNG %s", "NOT %s", inside(condition(not.part())));
            case Condition.Leaf leaf -> leaf(leaf);
        };
    }

    private Text leaf(Condition.Leaf leaf) {
        if (leaf.looks() == Condition.Looks.SILENT) {
            return both(
                    "%s %s mất tín hiệu",
                    "%s %s silent", same(Integer.toString(leaf.devices())), deviceType(leaf.input()));
        }
        Measure measure = leaf.looks() == Condition.Looks.MEASURE ? catalogue.measure(leaf.input()) : null;
        Indicator indicator = catalogue.indicator(leaf.input());
        Text name = measure != null ? measure.name() : indicator != null ? indicator.name() : same(leaf.input());
        Text unit = unit(measure, indicator);
        return each(language -> {
            boolean english = isEnglish(language);
            String set = withUnit(leaf.set(), unit, language);
            String said = leaf.change().isZero()
                    ? "%s %s %s".formatted(name.in(language), leaf.above() ? "≥" : "≤", set)
                    : "%s %s %s %s %s"
                            .formatted(
                                    name.in(language),
                                    english ? leaf.above() ? "rises by" : "falls by" : leaf.above() ? "tăng" : "giảm",
                                    withUnit(Math.abs(leaf.set()), unit, language),
                                    english ? "within" : "trong",
                                    duration(leaf.change()).in(language));
            String where = leaf.area().isEmpty() ? "" : " (" + area(leaf.area()).in(language) + ")";
            String many =
                    leaf.devices() > 1 ? (english ? " at %d devices" : " ở %d thiết bị").formatted(leaf.devices()) : "";
            return said + where + many;
        });
    }

    private Text area(String code) {
        Area area = catalogue.area(code);
        return area == null ? same(code) : area.name();
    }

    private Text steps(Rule rule) {
        return rule.sequence() == null
                ? same("")
                : joined(rule.sequence().steps().stream().map(this::condition).toList(), " → ", " → ");
    }

    private static Text within(Rule rule) {
        return rule.sequence() == null ? same("") : duration(rule.sequence().within());
    }

    /** In the largest unit that it is a whole number of. */
    static Text duration(Duration span) {
        long seconds = span.toSeconds();
        if (seconds > 0 && seconds % 86_400 == 0) {
            return counted(seconds / 86_400, "ngày", "day");
        }
        if (seconds > 0 && seconds % 3_600 == 0) {
            return counted(seconds / 3_600, "giờ", "hour");
        }
        return seconds > 0 && seconds % 60 == 0
                ? counted(seconds / 60, "phút", "minute")
                : counted(seconds, "giây", "second");
    }

    private static Text counted(long count, String vi, String en) {
        return new Text(count + " " + vi, count + " " + en + (count == 1 ? "" : "s"));
    }

    static String number(double value, Locale language) {
        NumberFormat format = NumberFormat.getInstance(isEnglish(language) ? Locale.ENGLISH : VIETNAMESE);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(value);
    }

    /** Units that are words are the catalogue's in the plural; of one thing English has the singular. */
    private static String withUnit(double value, Text unit, Locale language) {
        String written = unit.in(language);
        String singular =
                isEnglish(language) && value == 1 && PLURAL.matcher(written).matches()
                        ? written.substring(0, written.length() - 1)
                        : written;
        return (number(value, language) + " " + singular).strip();
    }

    private static boolean isEnglish(Locale language) {
        return language.getLanguage().equals("en");
    }

    private static Text both(String vi, String en, Text... parts) {
        return each(language -> {
            Object[] words = new Object[parts.length];
            for (int i = 0; i < parts.length; i++) {
                words[i] = parts[i].in(language);
            }
            return (isEnglish(language) ? en : vi).formatted(words);
        });
    }

    private static Text inside(Text text) {
        return both("(%s)", "(%s)", text);
    }

    private static Text joined(List<Text> parts, String vi, String en) {
        return new Text(
                String.join(vi, parts.stream().map(Text::vi).toList()),
                String.join(en, parts.stream().map(Text::en).toList()));
    }

    private static Text each(Function<Locale, String> words) {
        return new Text(words.apply(VIETNAMESE), words.apply(Locale.ENGLISH));
    }

    private static Text same(String text) {
        return new Text(text, text);
    }
}
