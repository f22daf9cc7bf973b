package io.cityops.jobs.device;

/** How far a device's clock is from the gateway's, and how constantly: moving means over about 16 messages. */
public class ClockOffset {
    private static final int LEAST_MESSAGES = 8;
    private static final double WEIGHT = 1 / 16.0;
    private static final double LEAST_OFFSET_MILLIS = 30_000;
    private static final double LEAST_AHEAD_MILLIS = 5_000;
    /** The mean deviation up to which an offset is constant. */
    private static final double MOST_DEVIATION_MILLIS = 5_000;

    public int messages;
    public double meanMillis;
    public double deviationMillis;

    /** @return whether the clock is known to be off */
    boolean isOff(long observedAtMillis, long receivedAtMillis) {
        double behind = receivedAtMillis - observedAtMillis;
        if (messages == 0) {
            meanMillis = behind;
            deviationMillis = MOST_DEVIATION_MILLIS;
        } else {
            double from = Math.abs(behind - meanMillis);
            meanMillis += (behind - meanMillis) * WEIGHT;
            deviationMillis += (from - deviationMillis) * WEIGHT;
        }
        messages = Math.min(messages + 1, LEAST_MESSAGES);
        boolean constant = messages == LEAST_MESSAGES && deviationMillis < MOST_DEVIATION_MILLIS;
        return -behind > LEAST_AHEAD_MILLIS || (constant && Math.abs(meanMillis) > LEAST_OFFSET_MILLIS);
    }
}
