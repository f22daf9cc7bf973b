package io.cityops.model.catalogue;

import io.cityops.model.unit.Gas;
import io.cityops.model.unit.Units;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and checks one file of the folder {@code formats}. */
final class FormatReader {
    private static final Duration MAX_GAP = Duration.ofMinutes(15);
    private static final Measure NO_MEASURE =
            new Measure("", new Text("", ""), new Text("", ""), 0, 0, 0, Measure.Doubt.NONE);

    private final Map<String, Measure> measures;

    FormatReader(Map<String, Measure> measures) {
        this.measures = measures;
    }

    FormatMapping read(String id, YamlMap map) {
        PayloadFormat format = map.choice("format", PayloadFormat.class, null);
        FormatMapping mapping = new FormatMapping(
                id,
                format,
                topics(map),
                map.texts("content_types"),
                map.textLists("when"),
                map.textOrTexts("device"),
                map.textOrTexts("time"),
                zone(map),
                map.text("sequence", ""),
                wholeNumber(map, "sequence_absent"),
                map.text("each", ""),
                map.text("values", ""),
                map.flag("names", true),
                map.choice("unmapped", FormatMapping.Unmapped.class, FormatMapping.Unmapped.REFUSE),
                map.list("measures", this::field));
        map.noOtherKeys();
        if (mapping.topics().isEmpty() && mapping.contentTypes().isEmpty()) {
            map.problem("topics", "is missing; add topics, or content_types");
        }
        mapping.devices().forEach(template -> checkTemplate(map, "device", template));
        return mapping;
    }

    private FieldMapping field(YamlMap map) {
        String name = map.text("measure");
        Measure measure = measures.get(name);
        if (measure == null) {
            map.problem("measure", "'" + name + "' is not declared" + NearName.hint(name, measures.keySet()));
        }
        String unit = map.text("unit", "");
        if (measure != null && !unit.isEmpty()) {
            checkUnit(map, unit, measure);
        }
        FieldMapping field = new FieldMapping(
                map.text("field", ""),
                Objects.requireNonNullElse(measure, NO_MEASURE),
                map.choice("kind", FieldMapping.Kind.class, FieldMapping.Kind.GAUGE),
                unit.isEmpty() ? null : unit,
                map.number("scale", 1.0),
                map.number("offset", 0.0),
                map.optionalNumber("absent"),
                map.numbers("words"),
                map.textLists("when"),
                map.textOrTexts("unless"),
                map.text("source", ""),
                map.number("wraps_at", 0.0),
                map.duration("max_gap", MAX_GAP));
        checkCounter(map, field);
        checkTemplate(map, "source", field.source());
        return field;
    }

    private static void checkUnit(YamlMap map, String unit, Measure measure) {
        if (Units.convert(1, unit, measure.unit().vi(), Gas.ofMeasure(measure.id()))
                .isPresent()) {
            return;
        }
        map.problem(
                "unit",
                Units.isKnown(unit)
                        ? "'" + unit + "' cannot be turned into "
                                + measure.unit().vi() + ", the unit of " + measure.id()
                        : "'" + unit + "' is not known" + NearName.hint(unit, Units.known())
                                + "; use scale and offset instead");
    }

    private static void checkCounter(YamlMap map, FieldMapping field) {
        if (field.wrapsAt() < 0) {
            map.problem("wraps_at", "must be greater than 0");
        }
        if (!field.maxGap().isPositive()) {
            map.problem("max_gap", "must be longer than nothing");
        }
        if (field.kind() == FieldMapping.Kind.CUMULATIVE && field.offset() != 0) {
            map.problem("offset", "has no meaning for a counter; remove it");
        }
        if (field.kind() != FieldMapping.Kind.CUMULATIVE && field.wrapsAt() > 0) {
            map.problem("wraps_at", "is for counters only; add kind: cumulative, or remove it");
        }
    }

    private static void checkTemplate(YamlMap map, String key, String template) {
        long opened = template.chars().filter(c -> c == '{').count();
        long closed = template.chars().filter(c -> c == '}').count();
        if (opened != closed) {
            map.problem(key, "'" + template + "': each { needs its }");
        }
    }

    private static List<TopicPattern> topics(YamlMap map) {
        List<TopicPattern> topics = new ArrayList<>();
        for (String topic : map.texts("topics")) {
            try {
                topics.add(new TopicPattern(topic));
            } catch (IllegalArgumentException e) {
                map.problem("topics", topic + ": " + e.getMessage());
            }
            if (topic.startsWith("city/")) {
                map.problem("topics", topic + ": city/... is the native format's; use content_types there");
            }
        }
        return topics;
    }

    private static @Nullable ZoneId zone(YamlMap map) {
        String name = map.text("zone", "");
        try {
            return name.isEmpty() ? null : ZoneId.of(name);
        } catch (DateTimeException e) {
            map.problem("zone", "'" + name + "' is no time zone; write one such as Asia/Ho_Chi_Minh, or UTC");
            return null;
        }
    }

    private static @Nullable Long wholeNumber(YamlMap map, String key) {
        Double number = map.optionalNumber(key);
        return number == null ? null : Long.valueOf(Math.round(number));
    }
}
