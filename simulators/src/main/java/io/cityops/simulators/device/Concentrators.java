package io.cityops.simulators.device;

import io.cityops.simulators.city.Dice;
import io.cityops.simulators.city.SimulatedDevice;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which devices publish through a concentrator: a share of the small sensors, each behind the nearest one. */
public final class Concentrators {
    public static final String TYPE = "concentrator";

    private static final Set<String> BEHIND = Set.of("air-station", "river-gauge", "flood-sensor", "rain-gauge");
    private static final double SHARE = 0.25;

    private Concentrators() {}

    /** The same devices, some of them behind the concentrators that are among them. */
    public static Traits.Source over(Traits.Source source, List<SimulatedDevice> devices, long seed) {
        List<SimulatedDevice> hubs =
                devices.stream().filter(device -> device.type().equals(TYPE)).toList();
        Dice dice = new Dice(seed).of("concentrators");
        if (hubs.isEmpty()) {
            return source;
        }
        Map<String, Traits.Uplink> uplinks = devices.stream()
                .filter(device -> BEHIND.contains(device.type()))
                .filter(device -> dice.uniform(Dice.keyOf(device.id()), 1) < SHARE)
                .collect(Collectors.toMap(SimulatedDevice::id, uplinkAmong(hubs)));
        return device -> {
            Traits own = source.of(device);
            Traits.Uplink uplink = uplinks.get(device.id());
            return uplink == null ? own : own.with(own.dialect(), uplink);
        };
    }

    private static Function<SimulatedDevice, Traits.Uplink> uplinkAmong(List<SimulatedDevice> hubs) {
        return device -> {
            SimulatedDevice nearest = hubs.getFirst();
            for (SimulatedDevice hub : hubs) {
                nearest = away(device, hub) < away(device, nearest) ? hub : nearest;
            }
            return new Traits.Uplink(nearest.id(), "%016x".formatted(Dice.keyOf(device.id())));
        };
    }

    private static double away(SimulatedDevice one, SimulatedDevice other) {
        double north = one.place().lat() - other.place().lat();
        double east = one.place().lon() - other.place().lon();
        return north * north + east * east;
    }
}
