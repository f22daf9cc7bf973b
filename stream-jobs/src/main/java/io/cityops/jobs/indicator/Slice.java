package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;

/**
 * What some readings add to one indicator in one minute of an area, and to the longer windows around that minute. Counts
 * that differ with the length of the window are arrays by {@link Level}.
 */
public class Slice {
    public String indicator = "";
    /** By which definition of the indicator, see {@link Tally#definition}. */
    public int definition;

    public long minuteMillis;
    /** Received when the minute was over by the lag: it corrects the past and says nothing of the present. */
    public boolean late;

    public Numbers numbers = new Numbers();
    public int readings;
    public int heard;
    public int[] lateReadings = new int[Level.COUNT];
    public int[] covered = new int[Level.COUNT];
    public int[] stuck = new int[Level.COUNT];
    public int[] suspicious = new int[Level.COUNT];
    /** When the newest reading was received. */
    public long receivedMillis = Tally.NEVER_NEWEST;

    public long newestMillis = Tally.NEVER_NEWEST;
    public long oldestMillis = Tally.NEVER_OLDEST;

    static Slice of(Formula formula, long minuteMillis, boolean late) {
        Slice slice = new Slice();
        slice.indicator = formula.id();
        slice.definition = formula.definition;
        slice.minuteMillis = minuteMillis;
        slice.late = late;
        return slice;
    }

    /** Whether both add to the same numbers. */
    boolean isOfSameMinute(Slice other) {
        return minuteMillis == other.minuteMillis && late == other.late && definition == other.definition;
    }

    void add(Slice other, Aggregator aggregator) {
        numbers.add(other.numbers, aggregator);
        readings += other.readings;
        heard += other.heard;
        for (int level = 0; level < Level.COUNT; level++) {
            lateReadings[level] += other.lateReadings[level];
            covered[level] += other.covered[level];
            stuck[level] += other.stuck[level];
            suspicious[level] += other.suspicious[level];
        }
        receivedMillis = Math.max(receivedMillis, other.receivedMillis);
        newestMillis = Math.max(newestMillis, other.newestMillis);
        oldestMillis = Math.min(oldestMillis, other.oldestMillis);
    }

    /** Whether the window of this length learns anything. */
    boolean concerns(Level level) {
        int i = level.ordinal();
        return readings > 0 || covered[i] > 0 || stuck[i] > 0 || suspicious[i] > 0;
    }

    void addTo(Tally tally, Level level, Aggregator aggregator) {
        tally.numbers.add(numbers, aggregator);
        int i = level.ordinal();
        tally.readings += readings;
        tally.heard += heard;
        tally.late += lateReadings[i];
        tally.covered += covered[i];
        tally.stuck += stuck[i];
        tally.suspicious += suspicious[i];
        tally.receivedMillis = Math.max(tally.receivedMillis, receivedMillis);
        tally.newestMillis = Math.max(tally.newestMillis, newestMillis);
        tally.oldestMillis = Math.min(tally.oldestMillis, oldestMillis);
    }
}
