package io.cityops.model.catalogue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one field of a foreign payload becomes a measure: {@code value * scale + offset}, in {@code unit}, converted to the
 * measure's own.
 *
 * @param field its name or path under the mapping's {@code values}
 * @param unit null: the unit that the payload tells, else the measure's own
 * @param absent what a field that is left out means; null: nothing
 * @param words texts that stand for numbers
 * @param when what other fields must say for this one to count; each name with the values allowed
 * @param unless fields in whose presence this one does not count
 * @param source which of several counters of one measure this is, a template; empty: the field
 * @param wrapsAt where a counter begins again at 0, exclusive; 0: it never does
 * @param maxGap over a longer gap between two counts nothing is said of what was counted
 */
public record FieldMapping(
        String field,
        Measure measure,
        Kind kind,
        @Nullable String unit,
        double scale,
        double offset,
        @Nullable Double absent,
        Map<String, Double> words,
        Map<String, List<String>> when,
        List<String> unless,
        String source,
        double wrapsAt,
        Duration maxGap) {
    /** What a field's number says. */
    public enum Kind {
        GAUGE,
        /** A count since the device's last reset; what counts is how much it grew. */
        CUMULATIVE,
        /** 0 or 1. */
        BOOLEAN
    }

    public FieldMapping {
        words = Map.copyOf(words);
        when = Map.copyOf(when);
        unless = List.copyOf(unless);
    }
}
