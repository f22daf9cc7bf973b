package io.cityops.simulators.statistics;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Enough devices that every ward has one of each kind that wards have, and what they see. */
final class Fleet {
    private static final int ENOUGH = 6000;

    private final City city;
    private final List<SimulatedDevice> all;

    Fleet(Catalogue catalogue, long seed, City city) {
        this.city = city;
        this.all = DevicePlan.of(catalogue, seed, ENOUGH);
    }

    /** The first device of a type in each ward. */
    List<SimulatedDevice> oneAWard(String type) {
        Map<String, SimulatedDevice> first = new LinkedHashMap<>();
        all.stream()
                .filter(device -> device.type().equals(type))
                .forEach(device -> first.putIfAbsent(device.place().area(), device));
        return List.copyOf(first.values());
    }

    /** The first devices of a type, as a city with few devices has them. */
    List<SimulatedDevice> first(String type, int count) {
        return all.stream()
                .filter(device -> device.type().equals(type))
                .limit(count)
                .toList();
    }

    /** The same devices, each reporting once an hour. */
    static List<SimulatedDevice> hourly(List<SimulatedDevice> devices) {
        return devices.stream()
                .map(device -> DevicePlan.faster(
                                List.of(device), device.interval().toMillis() / 3_600_000.0)
                        .getFirst())
                .toList();
    }

    /** What becomes of all devices' observations at each step. */
    interface Figure {
        double of(List<Map<String, Double>> seen);
    }

    Series series(String name, List<SimulatedDevice> devices, Instant start, Duration step, int steps, Figure figure) {
        return series(List.of(name), devices, start, step, steps, List.of(figure))
                .getFirst();
    }

    /** Several figures of the same observations, each with its name. */
    List<Series> series(
            List<String> names,
            List<SimulatedDevice> devices,
            Instant start,
            Duration step,
            int steps,
            List<Figure> figures) {
        double[][] values = new double[figures.size()][steps];
        for (int i = 0; i < steps; i++) {
            long at = start.plus(step.multipliedBy(i + 1L)).toEpochMilli();
            List<Map<String, Double>> seen = devices.stream()
                    .map(device -> values(city.observe(device, device.indexAt(at))))
                    .toList();
            for (int figure = 0; figure < figures.size(); figure++) {
                values[figure][i] = figures.get(figure).of(seen);
            }
        }
        return IntStream.range(0, names.size())
                .mapToObj(figure -> new Series(names.get(figure), start, step, values[figure]))
                .toList();
    }

    private static Map<String, Double> values(Observation seen) {
        Map<String, Double> values = new LinkedHashMap<>();
        for (int i = 0; i < seen.measures().length; i++) {
            values.put(seen.measures()[i], seen.values()[i]);
        }
        return values;
    }
}
