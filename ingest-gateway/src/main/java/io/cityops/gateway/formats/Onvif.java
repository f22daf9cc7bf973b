package io.cityops.gateway.formats;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ONVIF events in JSON over MQTT. Vendors differ: name spaces are kept in topics or not, and Source and Data are flat or
 * lists of {@code SimpleItem}; here they are all made flat. Adds the variables {@code event}, the topic without name spaces
 * and sources, and {@code source}, what the event is about.
 */
final class Onvif {
    private Onvif() {}

    static List<Sighting> read(Object tree, Map<String, String> topic) throws Unreadable {
        if (!(tree instanceof Map<?, ?> message) || !(message.get("Data") instanceof Map<?, ?> data)) {
            throw Unreadable.malformed("an ONVIF event is an object with Data");
        }
        Map<String, @Nullable Object> flat = Tree.newMap();
        message.forEach((key, value) -> flat.put(String.valueOf(key), value));
        flat.put("Data", flat(data));
        Map<String, @Nullable Object> source =
                message.get("Source") instanceof Map<?, ?> map ? flat(map) : Tree.newMap();
        flat.put("Source", source);
        Map<String, String> variables = new HashMap<>(topic);
        readTopic(topic.getOrDefault("event", ""), source, variables);
        return List.of(Sighting.ofTree(variables, flat, flat));
    }

    private static void readTopic(String event, Map<String, @Nullable Object> source, Map<String, String> variables) {
        List<String> levels = new ArrayList<>();
        String told = "";
        for (String level : event.split("/", -1)) {
            if (!told.isEmpty()) {
                told += "/" + level;
            } else if (level.startsWith("&")) {
                told = level;
            } else {
                levels.add(level.substring(level.indexOf(':') + 1));
            }
        }
        variables.put("event", String.join("/", levels));
        String key = told.length() > 1
                ? told.substring(1)
                : source.values().stream().map(String::valueOf).collect(Collectors.joining("/"));
        variables.put("source", key.isEmpty() ? "-" : key);
    }

    private static Map<String, @Nullable Object> flat(Map<?, ?> items) {
        Map<String, @Nullable Object> flat = Tree.newMap();
        items.forEach((key, value) -> {
            if ("SimpleItem".equals(key)) {
                List<?> list = value instanceof List<?> several ? several : value == null ? List.of() : List.of(value);
                for (Object item : list) {
                    if (item instanceof Map<?, ?> pair && pair.get("Name") instanceof String name) {
                        flat.put(name, pair.get("Value"));
                    }
                }
            } else {
                flat.put(String.valueOf(key), value);
            }
        });
        return flat;
    }
}
