package io.cityops.gateway.limits;

import java.util.concurrent.TimeUnit;

/**
 * So many a second on average, and a burst of so many at once. Kept as the moment at which the bucket will be full again,
 * so that an unused one holds nothing and needs no refilling. Not safe across threads.
 */
final class TokenBucket {
    private final double nanosEach;
    private final long burstNanos;
    private long fullAtNanos;

    /** @param nowNanos as of {@link System#nanoTime} */
    TokenBucket(double perSecond, double burst, long nowNanos) {
        this.nanosEach = TimeUnit.SECONDS.toNanos(1) / perSecond;
        this.burstNanos = (long) (burst * nanosEach);
        this.fullAtNanos = nowNanos;
    }

    /** Takes from the bucket if it holds enough. */
    boolean take(double amount, long nowNanos) {
        long after = Math.max(0, fullAtNanos - nowNanos) + (long) (amount * nanosEach);
        if (after > burstNanos) {
            return false;
        }
        fullAtNanos = nowNanos + after;
        return true;
    }

    /**
     * Takes in any case, for what has happened already.
     *
     * @return nanoseconds until the debt is paid; 0 when there is none
     */
    long force(double amount, long nowNanos) {
        long after = Math.max(0, fullAtNanos - nowNanos) + (long) (amount * nanosEach);
        fullAtNanos = nowNanos + after;
        return Math.max(0, after - burstNanos);
    }

    boolean isFull(long nowNanos) {
        return fullAtNanos - nowNanos <= 0;
    }
}
