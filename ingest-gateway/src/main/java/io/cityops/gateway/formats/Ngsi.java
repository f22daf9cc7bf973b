package io.cityops.gateway.formats;

import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RejectReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * NGSI entities in any of their writings: key-values, normalised version 2 (<code>{"type", "value", "metadata"}</code>),
 * NGSI-LD (<code>{"type": "Property", "value", "unitCode"}</code>), one, a list of them, or a subscription's notification.
 */
final class Ngsi {
    private static final int MAX_ENTITIES = 100;
    private static final List<String> REFERENCES = List.of("refDevice", "stationID", "stationId", "stationCode");

    private Ngsi() {}

    static List<Sighting> read(Object tree, Map<String, String> variables) throws Unreadable {
        List<Sighting> sightings = new ArrayList<>();
        for (Object entity : entities(tree)) {
            if (!(entity instanceof Map<?, ?> attributes)) {
                throw Unreadable.malformed("an NGSI entity is an object");
            }
            if (!(attributes.get("id") instanceof String id) || !(attributes.get("type") instanceof String)) {
                throw Unreadable.malformed("an NGSI entity has an id and a type, both texts");
            }
            sightings.add(sighting(attributes, id, variables));
        }
        return sightings;
    }

    private static List<?> entities(Object tree) throws Unreadable {
        List<?> entities = List.of(tree);
        if (tree instanceof List<?> list) {
            entities = list;
        } else if (tree instanceof Map<?, ?> map && !map.containsKey("id") && map.get("data") instanceof List<?> data) {
            entities = data;
        } else if (tree instanceof Map<?, ?> map
                && "Notification".equals(map.get("type"))
                && map.get("data") instanceof List<?> data) {
            entities = data;
        }
        if (entities.isEmpty()) {
            throw Unreadable.malformed("no NGSI entity");
        }
        if (entities.size() > MAX_ENTITIES) {
            throw new Unreadable(RejectReason.TOO_MANY, "over " + MAX_ENTITIES + " entities in one message");
        }
        return entities;
    }

    private static Sighting sighting(Map<?, ?> attributes, String id, Map<String, String> variables) {
        Map<String, @Nullable Object> plain = Tree.newMap();
        List<Field> fields = new ArrayList<>();
        attributes.forEach((key, written) -> {
            String name = String.valueOf(key);
            Object attribute =
                    written instanceof List<?> several && !several.isEmpty() && isAttribute(several.getFirst())
                            ? several.getFirst()
                            : written;
            Object value = plain(attribute);
            plain.put(name, value);
            if (attribute instanceof Map<?, ?> map && map.get("observedAt") instanceof String observedAt) {
                plain.merge(
                        "observedAt", observedAt, (a, b) -> String.valueOf(a).compareTo(observedAt) > 0 ? a : b);
            }
            if (!name.equals("id") && !name.equals("type") && !name.equals("@context")) {
                String unit = unitCode(attribute);
                Tree.scalars(value, (path, scalar) -> fields.add(new Field(name + path(path), scalar, unit)));
            }
        });
        return new Sighting(variables, plain, plain, names(id, plain), null, false, Observation.NO_SEQ, fields, false);
    }

    private static String path(String below) {
        return below.isEmpty() || below.startsWith("[") ? below : "." + below;
    }

    private static boolean isAttribute(Object written) {
        return written instanceof Map<?, ?> map && (map.containsKey("value") || map.containsKey("object"));
    }

    /** What an attribute says, whichever way it is written. */
    private static @Nullable Object plain(@Nullable Object attribute) {
        if (!(attribute instanceof Map<?, ?> map)) {
            return attribute;
        }
        if (map.containsKey("@value")) {
            return map.get("@value");
        }
        if (map.containsKey("value")) {
            return plain(map.get("value"));
        }
        return map.containsKey("object") ? map.get("object") : map;
    }

    private static @Nullable String unitCode(@Nullable Object attribute) {
        if (!(attribute instanceof Map<?, ?> map)) {
            return null;
        }
        Object code = map.containsKey("unitCode") ? map.get("unitCode") : Tree.at(map, "metadata.unitCode");
        Object plain = plain(code);
        return plain instanceof String || plain instanceof Number ? plain.toString() : null;
    }

    /** The entity's id, the part of it behind its type, and the devices that it refers to. */
    private static List<String> names(String id, Map<String, @Nullable Object> plain) {
        List<String> names = new ArrayList<>();
        names.add(id);
        addTail(names, id);
        for (String reference : REFERENCES) {
            if (plain.get(reference) instanceof String device && !device.isEmpty()) {
                names.add(device);
                addTail(names, device);
            }
        }
        return names;
    }

    /** {@code urn:ngsi-ld:AirQualityObserved:station-7} is about station-7; {@code Device:station-7} too. */
    private static void addTail(List<String> names, String id) {
        int colon = -1;
        for (int parts = id.startsWith("ur") ? 3 : 1; parts > 0; parts--) {
            colon = id.indexOf(':', colon + 1);
            if (colon < 0) {
                return;
            }
        }
        if (colon + 1 < id.length()) {
            names.add(id.substring(colon + 1));
        }
        int last = id.lastIndexOf(':');
        if (last > colon && last + 1 < id.length()) {
            names.add(id.substring(last + 1));
        }
    }
}
