package io.cityops.model.catalogue;

import java.util.Locale;

/** How the readings of one device in a window become one figure. */
public enum Aggregate {
    /** Arithmetic mean of the first input. */
    MEAN,
    /** Counts of the first input per hour of the time that they cover. */
    RATE,
    /** Harmonic mean of the first input, weighted by the second (a count) where there is one: space-mean speed. */
    HARMONIC_MEAN,
    /** The reading observed last. */
    LAST,
    /** Sum over the trailing {@link Indicator#over()}. */
    SUM,
    /** Vietnam's air-quality index, Decision 1459/QĐ-TCMT. */
    VN_AQI;

    /** For instance {@code harmonic-mean}. */
    public String tag() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
