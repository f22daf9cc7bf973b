package io.cityops.simulators.device;

import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.dialect.Dialect;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a device is, for all its life.
 *
 * @param jitterShare an observation comes up to this share of its interval later than its grid says, in [0,0.5)
 * @param batch observations that it sends together, at least 1
 * @param clockOffsetMillis how far its clock is ahead just after it was set
 * @param clockDriftPpm how much its clock gains, in parts of a million, until it is set again at night
 * @param qos of its telemetry
 * @param dialect in which it writes; null for the native format
 * @param uplink through which it publishes; null for a connection of its own
 */
public record Traits(
        double jitterShare,
        int batch,
        long clockOffsetMillis,
        double clockDriftPpm,
        int qos,
        @Nullable Dialect dialect,
        @Nullable Uplink uplink) {
    private static final Traits STEADY = new Traits(0, 1, 0, 0, 1, null, null);
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final int LONGEST_BATCHING_INTERVAL_MILLIS = 10_000;

    /** A device without a connection of its own: its concentrator, and what that calls it. */
    public record Uplink(String concentrator, String externalId) {}

    /** Tells the traits of every device, always the same ones. */
    public interface Source {
        Traits of(SimulatedDevice device);
    }

    /** Every device on its grid, with the right time, one observation a message, at least once. */
    public static Source steady() {
        return device -> STEADY;
    }

    /**
     * As in the field: intervals that are not quite regular; most clocks within a fifth of a second, some seconds off, a
     * few a quarter of a minute; one in seven sends with QoS 0 and one in seven with QoS 2; a few send in pairs.
     */
    public static Source lifelike(long seed) {
        Dice dice = new Dice(seed).of("traits");
        return device -> {
            long key = Dice.keyOf(device.id());
            boolean pairs = device.intervalMillis() <= LONGEST_BATCHING_INTERVAL_MILLIS && dice.uniform(key, 1) < 0.08;
            double offClass = dice.uniform(key, 2);
            double widest = offClass < 0.90 ? 200 : offClass < 0.98 ? 2_000 : 15_000;
            double qosClass = dice.uniform(key, 3);
            return new Traits(
                    dice.between(0.005, 0.08, key, 4),
                    pairs ? 2 : 1,
                    Math.round(dice.between(-widest, widest, key, 5)),
                    dice.between(-20, 20, key, 6),
                    qosClass < 1 / 7.0 ? 0 : qosClass < 6 / 7.0 ? 1 : 2,
                    null,
                    null);
        };
    }

    /** The same devices, of which a share writes in dialects that suit them; those behind a concentrator all do. */
    public static Source speaking(Source source, long seed, double share) {
        Dice dice = new Dice(seed).of("dialects");
        return device -> {
            Traits own = source.of(device);
            long key = Dice.keyOf(device.id());
            List<Dialect> suiting = own.uplink == null
                    ? Dialect.suiting(device.type())
                    : Dialect.suiting(device.type()).stream()
                            .filter(Dialect::ofNetworks)
                            .toList();
            boolean speaks = share > 0 && (own.uplink != null || dice.uniform(key, 1) < share);
            return speaks && !suiting.isEmpty()
                    ? own.with(suiting.get(dice.below(suiting.size(), key, 2)), own.uplink)
                    : own;
        };
    }

    /** The same in another dialect, one observation a message, and by another way. */
    Traits with(@Nullable Dialect other, @Nullable Uplink way) {
        return new Traits(jitterShare, other == null ? batch : 1, clockOffsetMillis, clockDriftPpm, qos, other, way);
    }

    /** How much the device's clock is ahead at a true moment. */
    long clockAheadMillis(long atMillis) {
        return clockOffsetMillis + Math.round(clockDriftPpm * 1e-6 * Math.floorMod(atMillis, DAY_MILLIS));
    }

    /** Between two messages. */
    public Duration messageInterval(SimulatedDevice device) {
        return device.interval().multipliedBy(batch);
    }
}
