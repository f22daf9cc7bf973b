package io.cityops.simulators.city;

import java.time.Duration;

/**
 * A device of the simulated city.
 *
 * @param ordinal its place in the plan, from 0
 * @param type catalogue device type
 * @param intervalMillis between two observations
 * @param phaseMillis its observations lie at {@code phase + n * interval} since the epoch, in [0,interval)
 */
public record SimulatedDevice(
        int ordinal, String id, String type, String sector, Place place, long intervalMillis, long phaseMillis) {
    /** A number of its own, for {@link Dice}. */
    long key() {
        return Dice.keyOf(id);
    }

    /** When observation {@code index} is made. */
    public long observedAtMillis(long index) {
        return phaseMillis + index * intervalMillis;
    }

    /** The newest observation made at or before a moment. */
    public long indexAt(long atMillis) {
        return Math.floorDiv(atMillis - phaseMillis, intervalMillis);
    }

    /** The same device observing {@code factor} times as often. */
    SimulatedDevice faster(double factor) {
        long interval = Math.max(100, Math.round(intervalMillis / factor));
        return new SimulatedDevice(ordinal, id, type, sector, place, interval, Math.floorMod(phaseMillis, interval));
    }

    public Duration interval() {
        return Duration.ofMillis(intervalMillis);
    }
}
