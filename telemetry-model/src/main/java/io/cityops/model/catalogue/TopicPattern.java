package io.cityops.model.catalogue;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic whose levels are words, <code>{name}</code> for one level of any content, or <code>{name...}</code> for one or
 * more levels.
 */
public final class TopicPattern {
    private final String text;
    private final String[] levels;

    /** @throws IllegalArgumentException saying what is wrong with it */
    public TopicPattern(String text) {
        this.text = text;
        this.levels = text.split("/", -1);
        for (String level : levels) {
            boolean variable = level.startsWith("{") && level.endsWith("}") && level.length() > 2;
            if (!variable && (level.contains("{") || level.contains("}"))) {
                throw new IllegalArgumentException("'" + level + "' must be a word or {name} as a whole");
            }
            if (level.contains("+") || level.contains("#")) {
                throw new IllegalArgumentException("'" + level + "': write {name} for + and {name...} for #");
            }
        }
    }

    /** The names with their values; null when the topic is another one. */
    public @Nullable Map<String, String> match(String topic) {
        Map<String, String> values = new HashMap<>();
        return match(0, topic.split("/", -1), 0, values) ? values : null;
    }

    private boolean match(int at, String[] topic, int from, Map<String, String> values) {
        if (at == levels.length) {
            return from == topic.length;
        }
        if (from == topic.length) {
            return false;
        }
        String level = levels[at];
        if (!level.startsWith("{")) {
            return level.equals(topic[from]) && match(at + 1, topic, from + 1, values);
        }
        if (!level.endsWith("...}")) {
            values.put(level.substring(1, level.length() - 1), topic[from]);
            return match(at + 1, topic, from + 1, values);
        }
        StringBuilder taken = new StringBuilder(topic[from]);
        for (int next = from + 1; next <= topic.length; next++) {
            if (match(at + 1, topic, next, values)) {
                values.put(level.substring(1, level.length() - 4), taken.toString());
                return true;
            }
            if (next < topic.length) {
                taken.append('/').append(topic[next]);
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}
