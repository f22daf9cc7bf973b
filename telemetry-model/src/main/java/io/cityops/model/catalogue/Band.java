package io.cityops.model.catalogue;

import java.util.Locale;

/**
 * A range of an indicator's values, half-open: {@code [from, to)}.
 *
 * @param color as {@code #rrggbb}, for the legend of an official scale; screens may show the level's colour instead
 */
public record Band(double from, double to, Level level, Text name, String color) {
    /** How much a value of the band asks of the people watching. */
    public enum Level {
        NORMAL,
        WATCH,
        WARNING,
        CRITICAL;

        public String tag() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public boolean contains(double value) {
        return value >= from && value < to;
    }
}
