package io.cityops.jobs.indicator;

/** The value of an indicator for an area and a window, as known when it was emitted, and how well founded it is. */
public class AreaFigure {
    public static final long NO_READING = Long.MIN_VALUE;

    public static final String SOUND = "";
    /** Under the indicator's coverage floor. */
    public static final String INSUFFICIENT = "insufficient";
    /** The formula lacks history. */
    public static final String PROVISIONAL = "provisional";

    /** How settled a figure is. */
    public enum Kind {
        /** The window is open. */
        EARLY,
        /** The window was closed just now. */
        FINAL,
        /** Late readings changed a closed window. */
        CORRECTION
    }

    public String area = "";
    public String indicator = "";
    public int windowSeconds;
    public long windowStartMillis;
    public Kind kind = Kind.EARLY;
    /** 0 while open, 1 when closed, then one more for each late reading. */
    public int revision;

    public int expected;
    public int reporting;
    /** NaN: no value. */
    public double value = Double.NaN;

    public String quality = SOUND;
    public long newestObservedAtMillis = NO_READING;
    /** The stream time of which it speaks. */
    public long asOfMillis;
    /** What an area around this one needs to compute the same figure for itself. */
    public Figures figures = new Figures();

    public long windowEndMillis() {
        return windowStartMillis + windowSeconds * 1000L;
    }

    @Override
    public String toString() {
        return "%s %s@%d %s r%d = %s (%d of %d) %s"
                .formatted(area, indicator, windowStartMillis, kind, revision, value, reporting, expected, quality);
    }
}
