package io.cityops.simulators.city;

import java.util.Map;

/** Cameras, loops and parking lots. */
final class TrafficDevices {
    private static final double HOUR_MILLIS = 3_600_000;

    private final Dice dice;
    private final Traffic traffic;
    private final Roads roads;

    TrafficDevices(Dice dice, Life life) {
        this.dice = dice;
        this.traffic = life.traffic();
        this.roads = life.roads();
    }

    Map<String, Sense> senses() {
        return Map.of("traffic-camera", this::camera, "loop-detector", this::loop, "parking-lot", this::parking);
    }

    private Reading camera(SimulatedDevice device, Ward ward, long index, long at) {
        Traffic.State state = traffic.at(ward, device.key(), at);
        return vehicles(device, index, state, 5)
                .with("queue_length_m", state.queueM(), 0)
                .count("incident_count", traffic.incidentsInView(ward, device.key(), at));
    }

    private Reading loop(SimulatedDevice device, Ward ward, long index, long at) {
        return vehicles(device, index, traffic.at(ward, device.key(), at), 3);
    }

    /** Those counted are a Poisson draw around the flow; one that saw nobody has no speed to tell. */
    private Reading vehicles(SimulatedDevice device, long index, Traffic.State state, int measures) {
        double expected = state.flowPerHour() * device.intervalMillis() / HOUR_MILLIS;
        int vehicles = dice.poisson(expected, device.key(), index);
        double occupancy = expected <= 0 ? 0 : Math.min(95, state.occupancyPct() * vehicles / expected);
        Reading reading = new Reading(vehicles == 0 ? measures - 1 : measures).count("vehicle_count", vehicles);
        if (vehicles > 0) {
            double noise = 1 + 0.06 * dice.normal(device.key() + 1, index) / Math.sqrt(Math.min(16, vehicles));
            reading.with("mean_speed_kmh", Math.max(2, state.speedKmh() * noise), 1);
        }
        return reading.with("occupancy_pct", occupancy, 1);
    }

    /** Filled by those who come by day to work and to buy; less where hardly anyone gets through. */
    private Reading parking(SimulatedDevice device, Ward ward, long index, long at) {
        int places = 60 + 20 * dice.below(20, device.key(), 8);
        double hour = CityTime.hourOfDay(at);
        boolean working = Calendar.workingDay(Calendar.dayOf(at));
        double work = (working ? 0.75 : 0.40) * Rhythm.ramp(hour, 7, 9.5) * (1 - Rhythm.ramp(hour, 16.5, 19));
        double evening = (working ? 0.45 : 0.65) * CityTime.bell(hour, 19.5, 1.7);
        double reachable = 1 - 0.4 * Math.min(1, roads.queueHours(ward, at));
        double share = (0.12 + (work + evening) * (0.7 + 0.4 * ward.urban()) * Calendar.presence(Calendar.dayOf(at)))
                * reachable
                * (1 + 0.08 * dice.drift(device.key(), at, 1_800_000));
        long taken = Math.round(places * Math.min(1, Math.max(0, share)));
        return new Reading(3)
                .count("parking_places_count", places)
                .count("parking_taken_count", taken)
                .with("parking_taken_pct", 100.0 * taken / places, 1);
    }
}
