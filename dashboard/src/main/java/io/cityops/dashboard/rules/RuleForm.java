package io.cityops.dashboard.rules;

import static io.cityops.dashboard.rules.YamlScalar.quoted;
import static io.cityops.dashboard.rules.YamlScalar.scalar;

import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Schedule;
import io.cityops.model.catalogue.Text;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A rule with thresholds as the fields of a form, each as it was typed: whether it makes sense is for the catalogue's reader to say,
 * of the file that the form makes.
 *
 * @param other keys of the rule that have no field, in the lines of their file
 */
record RuleForm(
        String id,
        String version,
        String sector,
        String kind,
        String input,
        String above,
        String change,
        String areas,
        List<String> deviceTypes,
        Text name,
        List<Level> levels,
        List<Spell> schedule,
        String onDelay,
        String offDelay,
        Text message,
        Text response,
        List<Text> procedure,
        String other) {
    /** One threshold. */
    record Level(String severity, String set, String clear, Text name) {}

    /** Hours of some days, {@code mon} to {@code sun}; none: of each day. */
    record Spell(List<String> days, String from, String to) {
        Spell {
            days = List.copyOf(days);
        }
    }

    private static final List<String> FIELDS = List.of(
            "id",
            "version",
            "sector",
            "kind",
            "input",
            "above",
            "change",
            "areas",
            "device_types",
            "name",
            "levels",
            "schedule",
            "on_delay",
            "off_delay",
            "message",
            "response",
            "procedure");
    private static final Pattern KEY = Pattern.compile("(?:  - |    )([a-z_]+):.*");
    /**
     * @param written a file with this one rule, its dash in the third column
     * @param version that the form is to propose
     * @return empty: it is of a kind, or is written in a way, that the form does not cover
     */
    static Optional<RuleForm> of(Rule rule, String written, int version) {
        boolean covered = rule.kind() == Rule.Kind.MEASURE || rule.kind() == Rule.Kind.INDICATOR;
        String other = covered ? otherKeys(written) : null;
        if (other == null) {
            return Optional.empty();
        }
        List<Text> procedure =
                rule.procedure().equals(List.of(rule.response())) && !written.contains("\n    procedure:")
                        ? List.of()
                        : rule.procedure();
        return Optional.of(new RuleForm(
                rule.id(),
                Integer.toString(version),
                rule.sector(),
                tag(rule.kind()),
                rule.input() == null ? "" : rule.input(),
                Boolean.toString(rule.above()),
                duration(rule.change()),
                tag(rule.areas()),
                rule.deviceTypes(),
                rule.name(),
                rule.levels().stream()
                        .map(level -> new Level(
                                level.severity().tag(), number(level.set()), number(level.clear()), level.name()))
                        .toList(),
                rule.schedule().spells().stream().map(RuleForm::spell).toList(),
                duration(rule.onDelay()),
                duration(rule.offDelay()),
                rule.message(),
                rule.response(),
                procedure,
                other));
    }

    RuleForm withId(String another) {
        return new RuleForm(
                another,
                version,
                sector,
                kind,
                input,
                above,
                change,
                areas,
                deviceTypes,
                name,
                levels,
                schedule,
                onDelay,
                offDelay,
                message,
                response,
                procedure,
                other);
    }

    /** Null: not written with a key to a line, so what has no field could get lost. */
    private static @Nullable String otherKeys(String written) {
        List<String> kept = new ArrayList<>();
        boolean keeping = false;
        boolean first = true;
        for (String line : written.lines().skip(1).toList()) {
            Matcher key = KEY.matcher(line);
            if (key.matches()) {
                keeping = !FIELDS.contains(key.group(1));
            } else if (first
                    || !(line.isBlank()
                            || line.startsWith("     ")
                            || line.stripLeading().startsWith("#"))) {
                return null;
            }
            if (keeping) {
                kept.add(line.length() > 4 ? line.substring(4) : "");
            }
            first = false;
        }
        return String.join("\n", kept).stripTrailing();
    }

    /** A line of the file that a form makes, and the field that it is of, such as {@code levels.0}. */
    private record Line(String field, String text) {}

    /** The file; each field is on a line of its own. */
    String written() {
        return "rules:\n" + lines().stream().map(Line::text).collect(Collectors.joining("\n")) + "\n";
    }

    /**
     * Which field a problem is about.
     *
     * @param line of the file, from 1
     * @param key that the catalogue's reader names
     * @return such as {@code levels.0.clear}; empty: none
     */
    String fieldAt(int line, String key) {
        List<Line> lines = lines();
        if (line < 2 || line - 2 >= lines.size()) {
            return "";
        }
        String field = lines.get(line - 2).field();
        if (field.equals("other")) {
            return field;
        }
        if (FIELDS.contains(key) && !(field.startsWith("levels.") && key.equals("name"))) {
            return key;
        }
        return key.isEmpty() ? field : field + "." + key;
    }

    private List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("id", "  - id: " + quoted(id)));
        lines.add(new Line("version", "    version: " + scalar(version)));
        lines.add(new Line("sector", "    sector: " + quoted(sector)));
        lines.add(new Line("kind", "    kind: " + quoted(kind)));
        lines.add(new Line("input", "    input: " + quoted(input)));
        if (!above.equals("true")) {
            lines.add(new Line("above", "    above: " + scalar(above)));
        }
        if (!change.isBlank()) {
            lines.add(new Line("change", "    change: " + quoted(change)));
        }
        if (!areas.equals("all")) {
            lines.add(new Line("areas", "    areas: " + quoted(areas)));
        }
        if (!deviceTypes.isEmpty()) {
            String types = deviceTypes.stream().map(YamlScalar::quoted).collect(Collectors.joining(", "));
            lines.add(new Line("device_types", "    device_types: [" + types + "]"));
        }
        lines.add(new Line("name", "    name: " + inBoth(name)));
        lines.add(new Line("levels", levels.isEmpty() ? "    levels: []" : "    levels:"));
        for (int i = 0; i < levels.size(); i++) {
            Level level = levels.get(i);
            lines.add(new Line(
                    "levels." + i,
                    "      - {severity: %s, set: %s, clear: %s, name: %s}"
                            .formatted(
                                    quoted(level.severity()),
                                    scalar(level.set()),
                                    scalar(level.clear()),
                                    inBoth(level.name()))));
        }
        if (!schedule.isEmpty()) {
            lines.add(new Line("schedule", "    schedule:"));
        }
        for (int i = 0; i < schedule.size(); i++) {
            Spell spell = schedule.get(i);
            String days = spell.days().isEmpty()
                    ? ""
                    : spell.days().stream().map(YamlScalar::quoted).collect(Collectors.joining(", ", "days: [", "], "));
            lines.add(new Line(
                    "schedule." + i,
                    "      - {%sfrom: %s, to: %s}".formatted(days, quoted(spell.from()), quoted(spell.to()))));
        }
        if (!onDelay.isBlank()) {
            lines.add(new Line("on_delay", "    on_delay: " + quoted(onDelay)));
        }
        if (!offDelay.isBlank()) {
            lines.add(new Line("off_delay", "    off_delay: " + quoted(offDelay)));
        }
        lines.add(new Line("message", "    message: " + inBoth(message)));
        lines.add(new Line("response", "    response: " + inBoth(response)));
        if (!procedure.isEmpty()) {
            lines.add(new Line("procedure", "    procedure:"));
            for (int i = 0; i < procedure.size(); i++) {
                lines.add(new Line("procedure." + i, "      - " + inBoth(procedure.get(i))));
            }
        }
        other.stripTrailing().lines().forEach(line -> lines.add(new Line("other", "    " + line)));
        return lines;
    }

    private static Spell spell(Schedule.Spell spell) {
        List<String> days = spell.days().size() == DayOfWeek.values().length
                ? List.of()
                : spell.days().stream()
                        .sorted()
                        .map(day -> day.name().substring(0, 3).toLowerCase(Locale.ROOT))
                        .toList();
        return new Spell(days, spell.from().toString(), spell.ending());
    }

    private static String inBoth(Text text) {
        return "{vi: %s, en: %s}".formatted(quoted(text.vi()), quoted(text.en()));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private static String duration(Duration span) {
        long seconds = span.toSeconds();
        if (span.isZero()) {
            return "";
        }
        return seconds % 3_600 == 0 ? seconds / 3_600 + "h" : seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }

    private static String tag(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
