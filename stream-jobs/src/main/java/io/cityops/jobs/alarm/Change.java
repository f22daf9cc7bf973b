package io.cityops.jobs.alarm;

import java.time.Duration;
import java.util.Map;

/**
 * How far a series has risen above its lowest, or fallen below its highest, of the time behind. What is remembered of that time is
 * the lowest, or highest, value of each of its parts, by the part's number: of one size however often the series is observed.
 */
final class Change {
    /** That the time behind is remembered in, so that it may be a twelfth longer. */
    static final int PARTS = 12;
    /** Nine of them: 0.7 less 0.2 is less than 0.5 in binary, and a threshold of 0.5 is meant to be reached. */
    private static final double DECIMALS = 1e9;

    private Change() {}

    /**
     * How far a value is above the lowest, or below the highest, of the time behind and itself.
     *
     * @param extremes what is remembered of the series; the value is added, what is too old goes
     * @param atMillis when it was observed; not before those of before
     * @param above whether a rise is asked for
     */
    static double of(Map<Long, Double> extremes, double value, long atMillis, Duration over, boolean above) {
        long now = part(atMillis, over);
        // Greater ones are parts of another length, from before a change of the rule.
        extremes.keySet().removeIf(each -> each < now - PARTS || each > now);
        extremes.merge(now, value, above ? Math::min : Math::max);
        double change = value - extremes.values().stream().reduce(value, above ? Math::min : Math::max);
        return rounded(change);
    }

    /** The number of the part that a moment is in. */
    static long part(long atMillis, Duration over) {
        return Math.floorDiv(atMillis, Math.max(1, over.toMillis() / PARTS));
    }

    static double rounded(double change) {
        return Math.rint(change * DECIMALS) / DECIMALS;
    }
}
