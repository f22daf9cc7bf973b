package io.cityops.jobs.reference;

/** A row of the raw table, with what the registry says of its device. */
public record Reading(
        String device,
        String area,
        long intervalMillis,
        long observedAt,
        long receivedAt,
        String measure,
        double value,
        int quality,
        long seq) {
    private static final int SUSPICIOUS = 1 << 8;
    private static final int STUCK = 1 << 9;
    private static final int MAINTENANCE = 1 << 15;
    private static final int BEYOND_CORRECTION = 1 << 14;

    boolean isBelieved() {
        return (quality & (SUSPICIOUS | STUCK | MAINTENANCE)) == 0;
    }

    boolean isInTime() {
        return (quality & BEYOND_CORRECTION) == 0;
    }
}
