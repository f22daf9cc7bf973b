package io.cityops.jobs.indicator;

import io.cityops.jobs.intake.Drill;
import org.jspecify.annotations.Nullable;

/** The value of an indicator for an area and a window, as known when it was sent, with its passport. */
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
    /** The drill whose twins it speaks of; empty in ordinary life. */
    public String drill = "";

    public String indicator = "";
    public int windowSeconds;
    public long windowStartMillis;
    public Kind kind = Kind.EARLY;
    /** NaN: no value. */
    public double value = Double.NaN;

    public String quality = SOUND;

    /** How many readings it stands on: of two figures of a closed window the one with more is the newer. */
    public long readings;
    /** Of these, received after the window was over by the lag. */
    public int late;

    public int expected;
    public int reporting;
    public int stuck;
    public int suspicious;
    /** Devices that were being worked on at some time of the window, whether they reported or not. */
    public int maintenance;

    public long newestObservedAtMillis = NO_READING;
    public long oldestObservedAtMillis = NO_READING;
    /** The catalogue by which it was computed. */
    public String catalogue = "";
    /** Of a composite figure, as JSON. */
    public @Nullable String parts;
    /** The stream time of which it speaks. */
    public long asOfMillis;

    /** What of the stream it belongs to. */
    public String key() {
        return Drill.key(area, drill);
    }

    public long windowEndMillis() {
        return windowStartMillis + windowSeconds * 1000L;
    }

    /** Devices that do not stand behind the value, for whatever reason. */
    public int excluded() {
        return Math.max(stuck + suspicious + maintenance, expected - reporting);
    }

    /** Of these, the ones that were not heard and that nobody worked on. */
    public int silent() {
        return Math.max(0, expected - reporting - stuck - suspicious - maintenance);
    }

    @Override
    public String toString() {
        return "%s %s %ds@%d %s = %s (%d of %d, %d readings) %s"
                .formatted(
                        key(),
                        indicator,
                        windowSeconds,
                        windowStartMillis,
                        kind,
                        value,
                        reporting,
                        expected,
                        readings,
                        quality);
    }
}
