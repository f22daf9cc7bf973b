package io.cityops.jobs.intake;

import io.cityops.model.telemetry.Count;

/** Where one of a device's counters stands; see {@link Count}. */
public class CounterStand {
    public String measure = "";
    public String source = "";
    public double value;
    public double wrapsAt;
    public long maxGapMillis;
    public double maxIncrement;

    static CounterStand of(Count count) {
        CounterStand stand = new CounterStand();
        stand.measure = count.measure();
        stand.source = count.source();
        stand.value = count.value();
        stand.wrapsAt = count.wrapsAt();
        stand.maxGapMillis = count.maxGapMillis();
        stand.maxIncrement = count.maxIncrement();
        return stand;
    }

    public String key() {
        return measure + '\n' + source;
    }

    /** A number made of what is counted and where it stands, 0 or greater. */
    static long sequence(CounterStand[] stands) {
        long hash = 0;
        for (CounterStand stand : stands) {
            hash = hash * 31 + stand.measure.hashCode();
            hash = hash * 31 + stand.source.hashCode();
            hash = hash * 31 + Double.hashCode(stand.value);
        }
        return hash * 0x9E3779B97F4A7C15L >>> 11;
    }
}
