package io.cityops.simulators.city;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.Observation;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The simulated city. What a device observes is a pure function of seed, device and time: any thread may ask, in any
 * order, and a restarted simulator continues as if it had never stopped.
 */
public final class City {
    private static final double HOUR_MILLIS = 3_600_000;

    private final Dice dice;
    private final Rain rain;
    private final Rivers rivers;
    private final Streets streets;
    private final Traffic traffic;
    private final Air air;

    public City(Catalogue catalogue, long seed) {
        this.dice = new Dice(seed);
        Map<String, Place> places = DevicePlan.places(catalogue);
        List<Place> everywhere = List.copyOf(places.values());
        this.rain = new Rain(dice, lowPlaces(places, everywhere), everywhere);
        this.rivers = new Rivers(dice);
        this.streets = new Streets(rain, rivers);
        this.traffic = new Traffic(dice, rain, streets);
        this.air = new Air(dice, streets);
    }

    /** What the device sees at observation {@code index} of its own grid. */
    public Observation observe(SimulatedDevice device, long index) {
        long at = device.observedAtMillis(index);
        return switch (device.type()) {
            case "traffic-camera", "loop-detector" -> traffic(device, index, at);
            case "air-station" -> air(device, index, at);
            case "river-gauge" -> single(at, index, "water_level_m", round(level(device, index, at), 3));
            case "rain-gauge" -> single(at, index, "rain_mm", round(rainMm(device, at), 2));
            case "flood-sensor" -> single(at, index, "flood_depth_m", round(depth(device, index, at), 3));
            default -> throw new IllegalArgumentException("the city has no " + device.type());
        };
    }

    private Observation traffic(SimulatedDevice device, long index, long at) {
        Traffic.State state = traffic.at(device.place(), device.key(), at);
        double expected = state.flowPerHour() * device.intervalMillis() / HOUR_MILLIS;
        int vehicles = dice.poisson(expected, device.key(), index);
        double occupancy = expected <= 0 ? 0 : Math.min(95, state.occupancyPct() * vehicles / expected);
        if (vehicles == 0) { // a camera that saw nobody has no speed to tell
            return new Observation(
                    at, index, 0, new String[] {"vehicle_count", "occupancy_pct"}, new double[] {0, round(occupancy, 1)
                    });
        }
        double noise = 1 + 0.06 * dice.normal(device.key() + 1, index) / Math.sqrt(Math.min(16, vehicles));
        return new Observation(
                at, index, 0, new String[] {"vehicle_count", "mean_speed_kmh", "occupancy_pct"}, new double[] {
                    vehicles, round(Math.max(3, state.speedKmh() * noise), 1), round(occupancy, 1)
                });
    }

    private Observation air(SimulatedDevice device, long index, long at) {
        Air.State state = air.at(device.place(), device.key(), at);
        return new Observation(
                at,
                index,
                0,
                new String[] {
                    "pm25_ugm3",
                    "pm10_ugm3",
                    "o3_ugm3",
                    "no2_ugm3",
                    "co_ugm3",
                    "so2_ugm3",
                    "temperature_c",
                    "humidity_pct"
                },
                new double[] {
                    round(state.pm25() * jitter(device, index, 1, 0.04), 1),
                    round(state.pm10() * jitter(device, index, 2, 0.04), 1),
                    round(state.o3() * jitter(device, index, 3, 0.03), 1),
                    round(state.no2() * jitter(device, index, 4, 0.03), 1),
                    round(state.co() * jitter(device, index, 5, 0.03), 0),
                    round(state.so2() * jitter(device, index, 6, 0.03), 1),
                    round(state.temperature() + 0.1 * dice.normal(device.key() + 7, index), 1),
                    round(state.humidity(), 0)
                });
    }

    private double level(SimulatedDevice device, long index, long at) {
        return rivers.levelM(device.place().area(), at) + 0.003 * dice.normal(device.key(), index);
    }

    private double rainMm(SimulatedDevice device, long at) {
        double mmPerHour = rain.mmPerHour(device.place().lat(), device.place().lon(), at);
        return mmPerHour * device.intervalMillis() / HOUR_MILLIS;
    }

    private double depth(SimulatedDevice device, long index, long at) {
        double depth = streets.floodDepthM(device.place(), at);
        return depth <= 0 ? 0 : Math.max(0, depth + 0.002 * dice.normal(device.key(), index));
    }

    private double jitter(SimulatedDevice device, long index, int which, double share) {
        return Math.max(0.5, 1 + share * dice.normal(device.key() + which, index));
    }

    private static Observation single(long at, long index, String measure, double value) {
        return new Observation(at, index, 0, new String[] {measure}, new double[] {value});
    }

    private static List<Place> lowPlaces(Map<String, Place> places, List<Place> everywhere) {
        List<Place> low = Streets.lowAreas().stream()
                .map(places::get)
                .filter(Objects::nonNull)
                .toList();
        return low.isEmpty() ? everywhere : low;
    }

    private static double round(double value, int decimals) {
        double scale = switch (decimals) {
            case 0 -> 1;
            case 1 -> 10;
            case 2 -> 100;
            default -> 1000;
        };
        return Math.round(value * scale) / scale;
    }
}
