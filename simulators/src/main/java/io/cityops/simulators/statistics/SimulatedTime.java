package io.cityops.simulators.statistics;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.scenario.Scenario;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The series that tell what the simulated city's ordinary life is like, from what its devices see. */
final class SimulatedTime {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final int CAMERAS = 116;
    private static final String CENTRE = "26740";

    private final Fleet fleet;

    SimulatedTime(Catalogue catalogue, long seed) {
        this.fleet = new Fleet(catalogue, seed, new City(catalogue, seed, Scenario.none()));
    }

    /** Vehicles an hour past all cameras. */
    Series flow(Instant start, int days) {
        List<SimulatedDevice> cameras = fleet.first("traffic-camera", CAMERAS);
        double[] perHour = cameras.stream()
                .mapToDouble(camera -> 3600.0 / camera.interval().toSeconds())
                .toArray();
        return fleet.series("flow", cameras, start, TEN_MINUTES, days * 144, seen -> {
            double sum = 0;
            for (int i = 0; i < seen.size(); i++) {
                sum += seen.get(i).getOrDefault("vehicle_count", 0.0) * perHour[i];
            }
            return sum;
        });
    }

    /** Space-mean speed of all cameras, km/h. */
    Series speedKmh(Instant start, int days) {
        return fleet.series(
                "speed",
                fleet.first("traffic-camera", CAMERAS),
                start,
                TEN_MINUTES,
                days * 144,
                SimulatedTime::spaceMean);
    }

    private static double spaceMean(List<Map<String, Double>> seen) {
        double vehicles = 0;
        double hours = 0;
        for (Map<String, Double> one : seen) {
            if (one.containsKey("mean_speed_kmh")) {
                vehicles += one.getOrDefault("vehicle_count", 0.0);
                hours += one.getOrDefault("vehicle_count", 0.0) / one.getOrDefault("mean_speed_kmh", 1.0);
            }
        }
        return vehicles / hours;
    }

    /** At Phú An on the Saigon River, m. */
    Series riverLevelM(Instant start, int days) {
        return mean("level", "water_level_m", first("river-gauge"), start, TEN_MINUTES, days * 144);
    }

    /** Rain at the gauge of the centre in each hour, mm: the mean of six looks an hour at what falls in a minute. */
    Series rainMm(Instant start, int days) {
        Series perMinute = mean("rain", "rain_mm", inWard("rain-gauge", CENTRE), start, TEN_MINUTES, days * 144);
        double[] hourly = perMinute.means(6).values();
        for (int i = 0; i < hourly.length; i++) {
            hourly[i] *= 60;
        }
        return new Series("rain", start, HOUR, hourly);
    }

    /** Hourly means of pollutants at the stations of the centre, µg/m³. */
    List<Series> air(List<String> measures, Instant start, int days) {
        List<Fleet.Figure> means = measures.stream().map(SimulatedTime::meanOf).toList();
        return fleet.series(measures, fleet.first("air-station", 10), start, TEN_MINUTES, days * 144, means).stream()
                .map(series -> series.means(6))
                .toList();
    }

    /** Mean of a measure over the first devices of a type. */
    Series mean(String measure, String type, int devices, Instant start, int days) {
        return mean(measure, measure, fleet.first(type, devices), start, TEN_MINUTES, days * 144);
    }

    /** Of all wards together in each hour. */
    List<Series> sumsOfWards(List<String> measures, String type, Instant start, int days) {
        List<Fleet.Figure> sums = measures.stream().map(SimulatedTime::sumOf).toList();
        return fleet.series(measures, Fleet.hourly(fleet.oneAWard(type)), start, HOUR, days * 24, sums);
    }

    private static Fleet.Figure sumOf(String measure) {
        return seen ->
                seen.stream().mapToDouble(one -> one.getOrDefault(measure, 0.0)).sum();
    }

    private static Fleet.Figure meanOf(String measure) {
        return seen -> seen.stream()
                .filter(one -> one.containsKey(measure))
                .mapToDouble(one -> one.getOrDefault(measure, 0.0))
                .average()
                .orElse(Double.NaN);
    }

    private List<SimulatedDevice> first(String type) {
        return fleet.first(type, 1);
    }

    private List<SimulatedDevice> inWard(String type, String ward) {
        return fleet.oneAWard(type).stream()
                .filter(device -> device.place().area().equals(ward))
                .toList();
    }

    private Series mean(
            String name, String measure, List<SimulatedDevice> devices, Instant start, Duration step, int steps) {
        return fleet.series(name, devices, start, step, steps, meanOf(measure));
    }
}
