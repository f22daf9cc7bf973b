package io.cityops.gateway.formats;

import io.cityops.model.telemetry.Observation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a foreign message says of one device at one moment, before the mapping.
 *
 * @param variables from the topic and the format, such as {@code group} or {@code event}
 * @param whole the whole message as a {@link Tree}; null where the format has none
 * @param root the entry that this is about, mostly the whole message
 * @param names of the device, the best first; empty: the mapping tells
 * @param observedAtMillis null: the mapping's paths tell, else the gateway's time
 * @param gatewayTime whether the moment was reckoned from the gateway's own clock
 * @param fields null: the mapping's {@code values} tell
 * @param certificate a birth: what is not mapped of it is no fault
 */
record Sighting(
        Map<String, String> variables,
        @Nullable Object whole,
        @Nullable Object root,
        List<String> names,
        @Nullable Long observedAtMillis,
        boolean gatewayTime,
        long seq,
        @Nullable List<Field> fields,
        boolean certificate) {

    static Sighting ofTree(Map<String, String> variables, @Nullable Object whole, @Nullable Object root) {
        return new Sighting(variables, whole, root, List.of(), null, false, Observation.NO_SEQ, null, false);
    }

    /** A variable, or what lies at the path in the entry; a path that begins with {@code /} is one in the whole message. */
    @Nullable
    Object lookup(String name) {
        String variable = variables.get(name);
        if (variable != null) {
            return variable;
        }
        return name.startsWith("/") ? Tree.at(whole, name.substring(1)) : Tree.at(root, name);
    }

    /** The template with each <code>{name}</code> filled in; null when one of them is not there. */
    @Nullable
    String fill(String template) {
        StringBuilder filled = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int close = template.indexOf('}', Math.max(open, 0));
            if (open < 0 || close < 0) {
                break;
            }
            Object value = lookup(template.substring(open + 1, close));
            if (value == null
                    || value instanceof Map
                    || value instanceof List
                    || String.valueOf(value).isEmpty()) {
                return null;
            }
            filled.append(template, at, open).append(value);
            at = close + 1;
        }
        return filled.append(template, at, template.length()).toString();
    }

    /** Whether each name says one of the values allowed; without any, whether it says something. */
    boolean says(Map<String, List<String>> conditions) {
        for (Map.Entry<String, List<String>> condition : conditions.entrySet()) {
            Object value = lookup(condition.getKey());
            if (value == null
                    || (!condition.getValue().isEmpty() && !condition.getValue().contains(String.valueOf(value)))) {
                return false;
            }
        }
        return true;
    }
}
