package io.cityops.jobs;

import java.io.Serializable;
import java.time.Duration;

/**
 * The times that decide what the stream calls now, late, or too late.
 *
 * @param watermarkLag how far the watermark stays behind the newest received time; a window is closed this long after
 *     its end
 * @param lateness how long after its end a window still takes readings and is corrected by them
 * @param duplicates how far apart, by received time, two deliveries of one observation are still recognised
 * @param firstEarly how long after the first change an early value waits for more
 * @param earlyEvery the least time between two early values of an area's minutes, by the wall clock
 * @param correctionPause corrections are sent once no late reading has come for so long
 * @param correctionsEvery the longest that corrections wait for such a pause
 * @param presenceEvery how often a device's last-seen time is written while it reports; that it fell silent is written at once
 * @param tickGap the gateway is taken for having been away when its ticks are farther apart than this
 */
public record Timing(
        Duration watermarkLag,
        Duration lateness,
        Duration duplicates,
        Duration firstEarly,
        Duration earlyEvery,
        Duration correctionPause,
        Duration correctionsEvery,
        Duration presenceEvery,
        Duration tickGap)
        implements Serializable {
    private static final int MINUTE_SECONDS = 60;
    private static final long LIVE_WITHIN_MILLIS = 15_000;
    private static final int EARLY_VALUES_OF_LONG_WINDOWS = 90;

    public static final Timing DEFAULT = new Timing(
            Duration.ofSeconds(10),
            Duration.ofHours(24),
            Duration.ofHours(3),
            Duration.ofMillis(100),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofSeconds(5));

    /** The least time between two early values of an area's windows of that length: longer ones move more slowly. */
    public Duration earlyEvery(int windowSeconds) {
        return windowSeconds <= MINUTE_SECONDS
                ? earlyEvery
                : Duration.ofSeconds(Math.min(MINUTE_SECONDS, windowSeconds / EARLY_VALUES_OF_LONG_WINDOWS));
    }

    /** What the stream calls now, epoch milliseconds, when its watermark is there. */
    public long streamNow(long watermarkMillis) {
        return watermarkMillis > Long.MAX_VALUE - watermarkLag.toMillis()
                ? Long.MAX_VALUE
                : Math.max(watermarkMillis, Long.MIN_VALUE / 2) + watermarkLag.toMillis();
    }

    /**
     * Whether the stream works off what lies behind it, after an outage or a restart. Early values would then tell of a past
     * that its final values are about to tell of, and writing them would only hold it up.
     */
    public boolean isCatchingUp(long watermarkMillis, long wallMillis) {
        return watermarkMillis != Long.MIN_VALUE && wallMillis - streamNow(watermarkMillis) > LIVE_WITHIN_MILLIS;
    }

    /** The event-time timer that fires when the stream's now is there. */
    public long timerAt(long streamNowMillis) {
        return streamNowMillis - watermarkLag.toMillis();
    }
}
