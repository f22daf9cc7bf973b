package io.cityops.gateway;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** Waits for what another process does in its own time. */
final class Eventually {
    private static final Duration LIMIT = Duration.ofSeconds(120);

    private Eventually() {}

    static void holds(Callable<Boolean> condition) {
        long deadlineNanos = System.nanoTime() + LIMIT.toNanos();
        try {
            while (!condition.call()) {
                if (System.nanoTime() > deadlineNanos) {
                    throw new AssertionError("did not come true within " + LIMIT.toSeconds() + " s");
                }
                TimeUnit.MILLISECONDS.sleep(50);
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError("could not be looked at", e);
        }
    }
}
