package io.cityops.jobs.alarm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What is known in one area of the statements of one rule. */
public class KnownFacts {
    /** By {@code place|source}. */
    public Map<String, Known> bySource = new HashMap<>();
    /** Of the condition that it is of: another one begins anew. */
    public int whenHash;

    public String area = "";
    public String drill = "";
    /** The next time at which something is no longer known, in stream time; 0: no timer. */
    public long checkAtMillis;
    /** When the newest was true, and when the stream learned of it. */
    public long atMillis = Long.MIN_VALUE;

    public long receivedAtMillis = Long.MIN_VALUE;

    /** What the alarms were told last: above 0 that it holds, below 0 that it does not, 0: nothing yet. */
    public double told;

    public long toldAtMillis = Long.MIN_VALUE;

    /** Of a sequence: which steps hold, as far as is known. */
    public boolean[] standing = {};
    /** Of a sequence: which statements hold, as far as is known. */
    public boolean[] holding = {};
    /** Of a sequence: which steps began lately, a few of each. */
    public List<Beginning> begun = new ArrayList<>();

    /** One source's newest value for one statement. */
    public static class Known {
        /** That the time behind a change is remembered in, so that it may be a twelfth longer. */
        private static final int PARTS = 12;

        public boolean holds;
        public long atMillis;
        /** Until when it is known, in stream time. */
        public long untilMillis;
        /** Where the statement is of a change: the lowest, or highest, value of each part of the time behind, by its number. */
        public Map<Long, Double> extremes = new HashMap<>();

        /**
         * How far a value is above the lowest, or below the highest, of the time behind and itself.
         *
         * @param above whether a rise is asked for
         */
        double change(double value, long atMillis, Duration over, boolean above) {
            long part = Math.max(1, over.toMillis() / PARTS);
            long now = Math.floorDiv(atMillis, part);
            extremes.keySet().removeIf(each -> each < now - PARTS);
            extremes.merge(now, value, above ? Math::min : Math::max);
            return value - extremes.values().stream().reduce(value, above ? Math::min : Math::max);
        }
    }
}
