package io.cityops.model.telemetry;

import java.util.List;

/**
 * What one device saw at one moment.
 *
 * @param observedAtMillis epoch milliseconds by the device's clock, or the gateway's where {@link Quality#GATEWAY_TIME}
 * @param seq the device's own growing number, {@link #NO_SEQ} when it sends none
 * @param quality {@link Quality} bits
 * @param measures catalogue measure ids; the arrays run in parallel and are owned by this record
 * @param values in each measure's catalogue unit; a boolean is 0 or 1
 * @param counts counters that only the jobs can turn into values of measures
 */
public record Observation(
        long observedAtMillis, long seq, int quality, String[] measures, double[] values, List<Count> counts) {
    public static final long NO_SEQ = -1;

    public Observation {
        if (measures.length != values.length) {
            throw new IllegalArgumentException(measures.length + " measures but " + values.length + " values");
        }
        counts = List.copyOf(counts);
    }

    /** An observation without counters. */
    public Observation(long observedAtMillis, long seq, int quality, String[] measures, double[] values) {
        this(observedAtMillis, seq, quality, measures, values, List.of());
    }

    Observation with(List<Count> others) {
        return new Observation(observedAtMillis, seq, quality, measures, values, others);
    }
}
