package io.cityops.dashboard.notification;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait before the next try: twice as long each time, and never quite as long as another who waits. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofMinutes(15);
    private static final int DOUBLINGS = 8;

    private final RandomGenerator dice;

    Backoff(RandomGenerator dice) {
        this.dice = dice;
    }

    /** @param attempts how many have failed, from 1; the wait is between half of 5 s · 2^(attempts-1), 15 min at most, and all of it */
    Duration after(int attempts) {
        Duration whole = FIRST.multipliedBy(1L << Math.clamp(attempts - 1L, 0, DOUBLINGS));
        long millis = Math.min(whole.toMillis(), LONGEST.toMillis());
        return Duration.ofMillis(millis / 2 + dice.nextLong(millis / 2 + 1));
    }
}
