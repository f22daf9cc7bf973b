package io.cityops.model.telemetry;

/**
 * What one device saw at one moment.
 *
 * @param observedAtMillis epoch milliseconds by the device's clock, or the gateway's where {@link Quality#GATEWAY_TIME}
 * @param seq the device's own growing number, {@link #NO_SEQ} when it sends none
 * @param quality {@link Quality} bits
 * @param measures catalogue measure ids; the arrays run in parallel and are owned by this record
 * @param values in each measure's catalogue unit; a boolean is 0 or 1
 */
public record Observation(long observedAtMillis, long seq, int quality, String[] measures, double[] values) {
    public static final long NO_SEQ = -1;

    public Observation {
        if (measures.length != values.length) {
            throw new IllegalArgumentException(measures.length + " measures but " + values.length + " values");
        }
    }
}
