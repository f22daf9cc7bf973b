package io.cityops.jobs.intake;

import org.jspecify.annotations.Nullable;

/**
 * Keeps drills apart from ordinary life, and from each other, in the keys of everything that many devices share. What
 * belongs to one device needs no more: a drill's devices are its own.
 */
public final class Drill {
    /** Ordinary life. */
    public static final String NONE = "";

    private static final char SEPARATOR = '|';

    private Drill() {}

    public static String orNone(@Nullable String drill) {
        return drill == null ? NONE : drill;
    }

    /** Of an area in ordinary life it is the area's code. */
    public static String key(String area, String drill) {
        return drill.isEmpty() ? area : area + SEPARATOR + drill;
    }

    public static String areaOf(String key) {
        int end = key.indexOf(SEPARATOR);
        return end < 0 ? key : key.substring(0, end);
    }

    public static String drillOf(String key) {
        int end = key.indexOf(SEPARATOR);
        return end < 0 ? NONE : key.substring(end + 1);
    }
}
