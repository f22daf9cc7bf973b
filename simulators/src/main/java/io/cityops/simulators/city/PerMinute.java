package io.cityops.simulators.city;

import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Remembers the newest values of a pure function of ward and minute, so that sums over the last hours cost little. What it
 * has forgotten it computes again: the answer never depends on who asked before. Safe for several threads.
 */
final class PerMinute {
    private static final int KEPT_MINUTES = 1024;
    private static final long MINUTE_MILLIS = 60_000;

    /** @param minute since the epoch */
    interface Function {
        double at(Ward ward, long minute);
    }

    private record Value(long minute, double value) {}

    private final Function function;
    private final AtomicReferenceArray<Value> kept;

    PerMinute(Wards wards, Function function) {
        this.function = function;
        this.kept = new AtomicReferenceArray<>(wards.all().size() * KEPT_MINUTES);
    }

    static long minuteOf(long atMillis) {
        return Math.floorDiv(atMillis, MINUTE_MILLIS);
    }

    static long millisOf(long minute) {
        return minute * MINUTE_MILLIS;
    }

    double at(Ward ward, long minute) {
        int slot = ward.index() * KEPT_MINUTES + (int) Math.floorMod(minute, (long) KEPT_MINUTES);
        Value known = kept.get(slot);
        if (known == null || known.minute != minute) {
            known = new Value(minute, function.at(ward, minute));
            kept.set(slot, known);
        }
        return known.value;
    }

    /** The way from the last minute's value to this one's, so that nothing is seen before it happens. */
    double smooth(Ward ward, long atMillis) {
        long minute = minuteOf(atMillis);
        double share = Math.floorMod(atMillis, MINUTE_MILLIS) / (double) MINUTE_MILLIS;
        double before = at(ward, minute - 1);
        return before + (at(ward, minute) - before) * share;
    }
}
