package io.cityops.simulators.mqtt;

import io.cityops.simulators.city.Dice;
import java.time.Duration;

/** How long to wait before the next attempt: doubling up to a bound, each device at its own moment. */
record Backoff(Duration first, Duration longest) {
    private static final Dice DICE = new Dice(0).of("backoff");
    private static final int MOST_DOUBLINGS = 16;

    static Backoff usual() {
        return new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));
    }

    /** Between half and all of the bound that belongs to this number of failures. */
    Duration pause(String deviceId, int failures) {
        long doubled = first.toMillis() << Math.min(MOST_DOUBLINGS, Math.max(0, failures - 1));
        long bound = Math.min(longest.toMillis(), doubled);
        double share = DICE.between(0.5, 1, Dice.keyOf(deviceId), failures);
        return Duration.ofMillis((long) (bound * share));
    }
}
