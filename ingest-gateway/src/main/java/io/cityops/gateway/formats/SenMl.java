package io.cityops.gateway.formats;

import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RejectReason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Sensor Measurement Lists, RFC 8428, in JSON or CBOR: resolves base fields and relative times, and parts each record's
 * name into the device's and the field's.
 */
final class SenMl {
    /** Times below this, 2^28 seconds, are relative to now. */
    private static final double FIRST_ABSOLUTE_SECONDS = 1 << 28;

    private static final int MAX_RECORDS = 1_000;
    private static final long VERSION = 10;
    private static final String SEPARATORS = ":/._-";
    private static final Map<String, String> CBOR_LABELS = Map.ofEntries(
            Map.entry("-1", "bver"),
            Map.entry("-2", "bn"),
            Map.entry("-3", "bt"),
            Map.entry("-4", "bu"),
            Map.entry("-5", "bv"),
            Map.entry("-6", "bs"),
            Map.entry("0", "n"),
            Map.entry("1", "u"),
            Map.entry("2", "v"),
            Map.entry("3", "vs"),
            Map.entry("4", "vb"),
            Map.entry("5", "s"),
            Map.entry("6", "t"),
            Map.entry("7", "ut"),
            Map.entry("8", "vd"));

    private final long receivedAtMillis;
    private final Predicate<String> isDevice;
    private final Map<String, String> variables;
    private final Map<Place, List<Field>> places = new LinkedHashMap<>();

    private String baseName = "";
    private double baseTime;
    private @Nullable String baseUnit;
    private double baseValue;
    private double baseSum;

    private SenMl(Map<String, String> variables, long receivedAtMillis, Predicate<String> isDevice) {
        this.variables = variables;
        this.receivedAtMillis = receivedAtMillis;
        this.isDevice = isDevice;
    }

    /** One device at one moment. */
    private record Place(String device, @Nullable Long observedAtMillis, boolean gatewayTime) {}

    private record Name(String device, String field) {}

    /** @param isDevice whether a name is one of a device that the sender speaks for */
    static List<Sighting> read(
            Object tree, Map<String, String> variables, long receivedAtMillis, Predicate<String> isDevice)
            throws Unreadable {
        if (!(tree instanceof List<?> records)) {
            throw Unreadable.malformed("SenML is an array of records");
        }
        if (records.size() > MAX_RECORDS) {
            throw new Unreadable(RejectReason.TOO_MANY, "over " + MAX_RECORDS + " SenML records in one message");
        }
        SenMl reading = new SenMl(variables, receivedAtMillis, isDevice);
        for (int i = 0; i < records.size(); i++) {
            if (!(records.get(i) instanceof Map<?, ?> labelled)) {
                throw Unreadable.malformed("SenML record " + (i + 1) + " is no map");
            }
            reading.take(named(labelled), i + 1);
        }
        if (reading.places.isEmpty()) {
            throw Unreadable.malformed("the SenML holds no value");
        }
        return reading.sightings();
    }

    /** Whether an array of objects looks like SenML: its first entry carries one of its labels. */
    static boolean isLikely(Object tree) {
        return tree instanceof List<?> records
                && !records.isEmpty()
                && records.getFirst() instanceof Map<?, ?> first
                && (first.containsKey("bn") || first.containsKey("n"))
                && !first.containsKey("values");
    }

    private List<Sighting> sightings() {
        List<Sighting> sightings = new ArrayList<>(places.size());
        places.forEach((place, fields) -> sightings.add(new Sighting(
                variables,
                null,
                null,
                place.device().isEmpty() ? List.of() : List.of(place.device()),
                place.observedAtMillis(),
                place.gatewayTime(),
                Observation.NO_SEQ,
                fields,
                false)));
        return sightings;
    }

    private void take(Map<String, @Nullable Object> entry, int number) throws Unreadable {
        refuseUnknownMandatory(entry, number);
        baseName = text(entry, "bn", baseName, number);
        baseTime = number(entry, "bt", baseTime, number);
        baseUnit = entry.containsKey("bu") ? text(entry, "bu", "", number) : baseUnit;
        baseValue = number(entry, "bv", baseValue, number);
        baseSum = number(entry, "bs", baseSum, number);

        Object value = value(entry, number);
        if (value == null) {
            return;
        }
        String name = text(entry, "n", "", number);
        if (baseName.isEmpty() && name.isEmpty()) {
            throw Unreadable.malformed("SenML record " + number + " has neither n nor bn");
        }
        String unit = entry.containsKey("u") ? text(entry, "u", "", number) : baseUnit;
        double seconds = baseTime + number(entry, "t", 0, number);
        boolean relative = seconds < FIRST_ABSOLUTE_SECONDS;
        Long observedAt =
                seconds == 0 ? null : Long.valueOf(Math.round(seconds * 1_000) + (relative ? receivedAtMillis : 0));
        Name parted = part(baseName, name);
        places.computeIfAbsent(new Place(parted.device(), observedAt, relative), ignored -> new ArrayList<>())
                .add(new Field(parted.field(), value, unit));
    }

    /** Null for a record of base fields only. */
    private @Nullable Object value(Map<String, @Nullable Object> entry, int number) throws Unreadable {
        if (entry.get("vb") instanceof Boolean flag) {
            return flag;
        }
        if (entry.get("vs") instanceof String text) {
            return text;
        }
        if (entry.containsKey("v")) {
            return baseValue + number(entry, "v", 0, number);
        }
        if (entry.containsKey("s")) {
            return baseSum + number(entry, "s", 0, number);
        }
        if (entry.containsKey("vb") || entry.containsKey("vs")) {
            throw Unreadable.malformed("SenML record " + number + ": vb must be true or false, vs a text");
        }
        return null;
    }

    private static void refuseUnknownMandatory(Map<String, @Nullable Object> entry, int number) throws Unreadable {
        if (entry.get("bver") instanceof Number version && version.longValue() > VERSION) {
            throw Unreadable.unsupported("SenML version " + version + ", known are those up to " + VERSION);
        }
        for (String label : entry.keySet()) {
            if (label.endsWith("_")) {
                throw Unreadable.unsupported(
                        "SenML record " + number + ": '" + label + "' must be understood and is not");
            }
        }
    }

    private Name part(String base, String name) {
        String full = base + name;
        if (isDevice.test(full)) {
            return new Name(full, "");
        }
        String trimmed = withoutTrailingSeparators(base);
        if (!trimmed.isEmpty() && !name.isEmpty() && isDevice.test(trimmed)) {
            return new Name(trimmed, name);
        }
        for (int i = full.length() - 1; i > 0; i--) {
            if (SEPARATORS.indexOf(full.charAt(i)) >= 0 && isDevice.test(full.substring(0, i))) {
                return new Name(full.substring(0, i), full.substring(i + 1));
            }
        }
        String tail = name.isEmpty() ? full : name;
        int cut = Math.max(tail.lastIndexOf(':'), tail.lastIndexOf('/'));
        String field = tail.substring(cut + 1);
        String device = withoutTrailingSeparators(full.substring(0, full.length() - field.length()));
        return new Name(device, field);
    }

    private static String withoutTrailingSeparators(String text) {
        int end = text.length();
        while (end > 0 && SEPARATORS.indexOf(text.charAt(end - 1)) >= 0) {
            end--;
        }
        return text.substring(0, end);
    }

    private static Map<String, @Nullable Object> named(Map<?, ?> labelled) {
        Map<String, @Nullable Object> entry = Tree.newMap();
        labelled.forEach(
                (label, value) -> entry.put(CBOR_LABELS.getOrDefault(String.valueOf(label), "" + label), value));
        return entry;
    }

    private static String text(Map<String, @Nullable Object> entry, String label, String absent, int number)
            throws Unreadable {
        if (!entry.containsKey(label)) {
            return absent;
        }
        if (entry.get(label) instanceof String text) {
            return text;
        }
        throw Unreadable.malformed("SenML record " + number + ": " + label + " must be a text");
    }

    private static double number(Map<String, @Nullable Object> entry, String label, double absent, int number)
            throws Unreadable {
        if (!entry.containsKey(label)) {
            return absent;
        }
        if (entry.get(label) instanceof Number value && Double.isFinite(value.doubleValue())) {
            return value.doubleValue();
        }
        throw Unreadable.malformed("SenML record " + number + ": " + label + " must be a number");
    }
}
