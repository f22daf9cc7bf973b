package io.cityops.jobs.whole;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for what real processes do in their own time. */
final class Eventually {
    private static final long POLL_MILLIS = 20;

    private Eventually() {}

    /** @return how long it took */
    static Duration until(String what, Duration limit, Callable<Boolean> condition) throws Exception {
        long start = System.nanoTime();
        while (!condition.call()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new AssertionError("not within " + limit.toSeconds() + " s: " + what);
            }
            Thread.sleep(POLL_MILLIS);
        }
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
