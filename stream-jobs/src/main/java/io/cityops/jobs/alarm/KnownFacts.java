package io.cityops.jobs.alarm;

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
        public boolean holds;
        public long atMillis;
        /** Until when it is known, in stream time. */
        public long untilMillis;
    }
}
