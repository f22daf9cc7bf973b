package io.cityops.gateway.formats;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A document in memory: maps with text keys, lists, and scalars, which are {@code Long}, {@code Double}, {@code Boolean}
 * or {@code String}. A path is written {@code a.b[0].c}; a key that holds a dot itself is found whole first.
 */
final class Tree {
    static final int MAX_DEPTH = 32;
    /** As many scalars as the native format's largest message has values, roughly. */
    static final int MAX_SCALARS = 2_000;

    private Tree() {}

    /** Null when there is nothing at the path. */
    static @Nullable Object at(@Nullable Object node, String path) {
        if (path.isEmpty() || node == null) {
            return node;
        }
        if (node instanceof Map<?, ?> map) {
            if (map.containsKey(path)) {
                return map.get(path);
            }
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                Object found = at(step(map, path.substring(0, dot)), path.substring(dot + 1));
                if (found != null) {
                    return found;
                }
            }
        }
        return step(node, path);
    }

    /** One key with any indexes behind it. */
    private static @Nullable Object step(@Nullable Object node, String part) {
        int bracket = part.indexOf('[');
        String key = bracket < 0 ? part : part.substring(0, bracket);
        Object found = key.isEmpty() ? node : node instanceof Map<?, ?> map ? map.get(key) : null;
        while (bracket >= 0 && found != null) {
            int end = part.indexOf(']', bracket);
            if (end < 0 || !(found instanceof List<?> list)) {
                return null;
            }
            int index = index(part.substring(bracket + 1, end));
            found = index >= 0 && index < list.size() ? list.get(index) : null;
            bracket = end + 1 == part.length() ? -1 : part.charAt(end + 1) == '[' ? end + 1 : end;
            if (bracket == end) {
                return null;
            }
        }
        return found;
    }

    private static int index(String digits) {
        if (digits.isEmpty() || digits.length() > 6) {
            return -1;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(digits);
    }

    /** Every scalar under the node with its path. */
    static void scalars(@Nullable Object node, BiConsumer<String, Object> each) {
        scalars(node, "", each);
    }

    private static void scalars(@Nullable Object node, String path, BiConsumer<String, Object> each) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> scalars(value, path.isEmpty() ? "" + key : path + "." + key, each));
        } else if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                scalars(list.get(i), path + "[" + i + "]", each);
            }
        } else if (node != null) {
            each.accept(path, node);
        }
    }

    static Map<String, @Nullable Object> newMap() {
        return new LinkedHashMap<>();
    }
}
