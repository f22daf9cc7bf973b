package io.cityops.gateway.formats;

import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.FieldMapping;
import io.cityops.model.catalogue.FormatMapping;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.catalogue.PayloadFormat;
import io.cityops.model.telemetry.Count;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.Quality;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.unit.Gas;
import io.cityops.model.unit.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one sighting into an observation of the catalogue's measures. Pure; one instance a sighting. */
final class Mapper {
    private final Sighting sighting;
    private final FormatMapping mapping;
    private final DeviceType type;
    private final Map<String, Double> values = new LinkedHashMap<>();
    private final List<Count> counts = new ArrayList<>(0);
    private final List<Refusal> refusals = new ArrayList<>(0);
    private final List<String> unmapped = new ArrayList<>(0);
    private boolean recognised;

    private Mapper(Sighting sighting, FormatMapping mapping, DeviceType type) {
        this.sighting = sighting;
        this.mapping = mapping;
        this.type = type;
    }

    /** @param observation null when nothing was good, or nothing was said */
    record Mapped(@Nullable Observation observation, List<Refusal> refusals) {}

    static Mapped map(Sighting sighting, FormatMapping mapping, DeviceType type, long receivedAtMillis) {
        Mapper mapper = new Mapper(sighting, mapping, type);
        try {
            return mapper.map(receivedAtMillis);
        } catch (Unreadable e) {
            return new Mapped(null, List.of(new Refusal(e.reason(), e.detail())));
        }
    }

    private Mapped map(long receivedAtMillis) throws Unreadable {
        List<Field> fields = fields();
        Long told = Stamp.observedAt(sighting, mapping);
        long observedAt = told == null ? receivedAtMillis : told;
        Stamp.checkAge(observedAt, receivedAtMillis);
        long seq = Stamp.sequence(sighting, mapping);

        Set<String> present = new HashSet<>();
        fields.forEach(field -> present.add(field.name()));
        fields.forEach(field -> take(field, present));
        takeAbsent(present);
        refuseUnmapped();
        if (values.isEmpty() && counts.isEmpty()) {
            return new Mapped(null, refusals);
        }
        int quality = (told == null || sighting.gatewayTime() ? Quality.GATEWAY_TIME : 0)
                | (refusals.isEmpty() ? 0 : Quality.PARTIAL);
        Observation observation = new Observation(
                observedAt,
                seq,
                quality,
                values.keySet().toArray(String[]::new),
                values.values().stream().mapToDouble(Double::doubleValue).toArray(),
                counts);
        return new Mapped(observation, refusals);
    }

    private List<Field> fields() throws Unreadable {
        List<Field> known = sighting.fields();
        if (known != null) {
            return known;
        }
        Object node = Tree.at(sighting.root(), mapping.values());
        if (node instanceof String text && text.stripLeading().startsWith("{")) {
            node = JsonTree.read(text);
        }
        if (node == null) {
            throw Unreadable.unsupported("there is no " + mapping.values() + " in the message; "
                    + (mapping.format() == PayloadFormat.JSON
                            ? "install a decoder for this device where its messages come from"
                            : "it holds no values"));
        }
        Set<String> claimed = claimed();
        List<Field> fields = new ArrayList<>();
        Tree.scalars(node, (path, value) -> {
            if (!claimed.contains(path)) {
                fields.add(new Field(path, value, null));
            }
        });
        return fields;
    }

    /** What the mapping reads as something else than a measure, where fields and all the rest lie together. */
    private Set<String> claimed() {
        if (!mapping.values().isEmpty()) {
            return Set.of();
        }
        Set<String> claimed = new HashSet<>(mapping.times());
        claimed.add(mapping.sequence());
        claimed.addAll(mapping.when().keySet());
        for (String template : mapping.devices()) {
            for (int open = template.indexOf('{'); open >= 0; open = template.indexOf('{', open + 1)) {
                claimed.add(template.substring(open + 1, template.indexOf('}', open)));
            }
        }
        mapping.fields().forEach(field -> claimed.addAll(field.when().keySet()));
        mapping.fields().forEach(field -> claimed.remove(field.field()));
        return claimed;
    }

    private void take(Field field, Set<String> present) {
        boolean named = false;
        for (FieldMapping candidate : mapping.fields()) {
            if (!candidate.field().equals(field.name()) || !sighting.says(candidate.when())) {
                continue;
            }
            Measure measure = type.measure(candidate.measure().id());
            if (measure == null || (field.name().isEmpty() && !fits(field, measure))) {
                continue;
            }
            named = true;
            if (candidate.unless().stream().noneMatch(present::contains)) {
                take(field, candidate, measure);
                return;
            }
        }
        Measure measure = named || !mapping.names() ? null : type.measure(field.name());
        if (measure != null) {
            take(field, null, measure);
        } else if (!named) {
            unmapped.add(field.name());
        }
    }

    private static boolean fits(Field field, Measure measure) {
        return field.unit() != null
                && Units.convert(1, field.unit(), measure.unit().vi(), Gas.ofMeasure(measure.id()))
                        .isPresent();
    }

    private void takeAbsent(Set<String> present) {
        for (FieldMapping candidate : mapping.fields()) {
            Double absent = candidate.absent();
            Measure measure = type.measure(candidate.measure().id());
            if (absent != null
                    && measure != null
                    && !present.contains(candidate.field())
                    && candidate.unless().stream().noneMatch(present::contains)
                    && !values.containsKey(measure.id())
                    && sighting.says(candidate.when())) {
                take(new Field(candidate.field(), absent, null), candidate, measure);
            }
        }
    }

    private void take(Field field, @Nullable FieldMapping how, Measure measure) {
        recognised = true;
        double number = FieldNumber.of(field.value(), how);
        if (!Double.isFinite(number)) {
            refuse(
                    RejectReason.NOT_A_NUMBER,
                    label(field) + " = '" + clip(String.valueOf(field.value())) + "' is no finite number for "
                            + measure.id());
            return;
        }
        if (how != null && how.kind() == FieldMapping.Kind.BOOLEAN) {
            number = number == 0 ? 0 : 1;
        }
        double scaled = how == null ? number : number * how.scale() + how.offset();
        String unit = field.unit() != null && !field.unit().isEmpty() ? field.unit() : how == null ? null : how.unit();
        OptionalDouble converted = unit == null
                ? OptionalDouble.of(scaled)
                : Units.convert(scaled, unit, measure.unit().vi(), Gas.ofMeasure(measure.id()));
        if (converted.isEmpty()) {
            refuse(
                    RejectReason.UNSUPPORTED_FORMAT,
                    label(field) + " is in '" + clip(String.valueOf(unit)) + "', which cannot be turned into "
                            + measure.unit().vi() + " for " + measure.id());
            return;
        }
        if (how != null && how.kind() == FieldMapping.Kind.CUMULATIVE) {
            count(field, how, measure, converted.getAsDouble());
        } else {
            keep(field, measure, converted.getAsDouble());
        }
    }

    private void keep(Field field, Measure measure, double value) {
        if (measure.accepts(value)) {
            values.putIfAbsent(measure.id(), value);
        } else {
            refuse(
                    RejectReason.OUT_OF_RANGE,
                    "%s = %s as %s, allowed is %s to %s %s"
                            .formatted(
                                    label(field),
                                    value,
                                    measure.id(),
                                    measure.min(),
                                    measure.max(),
                                    measure.unit().vi()));
        }
    }

    private void count(Field field, FieldMapping how, Measure measure, double count) {
        if (count < 0 || (how.wrapsAt() > 0 && count >= how.wrapsAt())) {
            refuse(
                    RejectReason.OUT_OF_RANGE,
                    label(field) + " = " + count + " is no count"
                            + (how.wrapsAt() > 0 ? " below " + how.wrapsAt() : ""));
            return;
        }
        String source = how.source().isEmpty() ? "" : sighting.fill(how.source());
        counts.add(new Count(
                measure.id(),
                source == null || source.isEmpty() ? field.name() : source + " " + field.name(),
                count,
                how.wrapsAt(),
                how.maxGap().toMillis(),
                measure.max()));
    }

    private void refuseUnmapped() {
        boolean nothing = !recognised;
        FormatMapping.Unmapped what = sighting.certificate() ? FormatMapping.Unmapped.IGNORE : mapping.unmapped();
        if (what == FormatMapping.Unmapped.REFUSE) {
            unmapped.forEach(name -> refuse(RejectReason.UNKNOWN_MEASURE, unknown(name)));
            if (nothing && unmapped.isEmpty()) {
                refuse(RejectReason.UNKNOWN_MEASURE, "there is no value in it");
            }
        } else if (what == FormatMapping.Unmapped.PASS && nothing) {
            refuse(
                    RejectReason.UNKNOWN_MEASURE,
                    unmapped.isEmpty()
                            ? "there is no value in it"
                            : "none of " + clip(String.join(", ", unmapped)) + " is mapped by formats/" + mapping.id()
                                    + ".yaml to what type " + type.id() + " measures");
        }
    }

    private String unknown(String name) {
        return (name.isEmpty() ? "a value without a name" : clip(name)) + " is not mapped by formats/" + mapping.id()
                + ".yaml to what type " + type.id() + " measures"
                + NearName.hint(clip(name), Arrays.asList(known()));
    }

    private String[] known() {
        Set<String> known = new HashSet<>(type.measures().keySet());
        mapping.fields().forEach(field -> known.add(field.field()));
        return known.toArray(String[]::new);
    }

    private void refuse(RejectReason reason, String detail) {
        refusals.add(new Refusal(reason, detail));
    }

    private static String label(Field field) {
        return field.name().isEmpty() ? "value" : clip(field.name());
    }

    private static String clip(String text) {
        return text.length() <= 120 ? text : text.substring(0, 120) + "…";
    }
}
