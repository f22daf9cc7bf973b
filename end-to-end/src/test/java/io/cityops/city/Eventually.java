package io.cityops.city;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for what a running city will show in its own time. */
final class Eventually {
    private static final Duration POLL = Duration.ofMillis(100);

    private Eventually() {}

    /** Asks until the answer is true, and says how long that took. */
    static Duration until(String what, Duration atMost, Callable<Boolean> condition) {
        return until(what, atMost, POLL, condition);
    }

    /** @param poll how long to wait between two questions */
    static Duration until(String what, Duration atMost, Duration poll, Callable<Boolean> condition) {
        Instant start = Instant.now();
        Instant end = start.plus(atMost);
        Exception last = null;
        while (Instant.now().isBefore(end)) {
            try {
                if (condition.call()) {
                    return Duration.between(start, Instant.now());
                }
                last = null;
            } catch (Exception e) {
                last = e; // a database or a process that is away just now
            }
            LockSupport.parkNanos(poll.toNanos());
        }
        throw new AssertionError("not within " + atMost.toSeconds() + " s: " + what, last);
    }
}
