package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.util.Map;

/** Emergency rooms and ambulance stations. */
final class HealthDevices {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final int STAY_STEPS = 12;
    private static final long STAY_STEP_MILLIS = 1_200_000;
    private static final double MISSION_HOURS = 0.9;

    private final Dice dice;
    private final Life life;

    HealthDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of("emergency-room", this::emergencyRoom, "ambulance", this::ambulances);
    }

    /** Patients are those who came in the last four hours, fewer of the earlier ones: a queue with many servers. */
    private Reading emergencyRoom(SimulatedDevice device, Ward ward, long index, long at) {
        int beds = 20 + 5 * dice.below(9, device.key(), 8);
        double present = 0;
        for (int step = 0; step < STAY_STEPS; step++) {
            double stays = 1 - step / (double) STAY_STEPS;
            present += arrivalsPerHour(device, ward, beds, at - step * STAY_STEP_MILLIS)
                    * (STAY_STEP_MILLIS / HOUR_MILLIS)
                    * stays;
        }
        double wander = 1 + 0.10 * dice.drift(device.key(), at, 2_400_000);
        long patients = Math.round(present * wander);
        double full = (double) patients / beds;
        double wait = 8 + 14 * full + 90 * Math.max(0, full - 0.85) + 2 * dice.uniform(device.key() + 1, index);
        double hours = device.intervalMillis() / HOUR_MILLIS;
        return new Reading(4)
                .count(
                        "er_arrivals_count",
                        dice.poisson(arrivalsPerHour(device, ward, beds, at) * hours, device.key(), index))
                .count("er_patients_count", patients)
                .count("er_beds_count", beds)
                .with("er_wait_min", Math.min(720, wait), 0);
    }

    private double arrivalsPerHour(SimulatedDevice device, Ward ward, int beds, long at) {
        double usual = beds * 0.30 * (0.45 + 0.8 * Rhythm.activity(at)) * dice.between(0.8, 1.1, device.key(), 9);
        double heat = Math.max(0, life.weather().heatIndexC(ward, at) - 40) / 4;
        double hurt = life.causes().blockages(ward, at, at + 1).stream()
                .mapToDouble(Causes.Blockage::magnitude)
                .sum();
        return usual * (1 + 0.35 * heat)
                + 2.5 * hurt
                + 3 * life.causes().of(EventKind.FIRE, ward, at)
                + life.causes().scripted(EventKind.CASUALTIES, ward, at);
    }

    /** A mission takes most of an hour, and longer on slow and flooded streets. */
    private Reading ambulances(SimulatedDevice device, Ward ward, long index, long at) {
        int owned = 4 + dice.below(6, device.key(), 8);
        double calls = 0.35 * life.emergencies().wanted(ward, at).ambulance()
                + 0.8 * life.causes().scripted(EventKind.CASUALTIES, ward, at);
        double speedKmh = life.traffic().wardKmh(ward, at);
        double slow = Math.min(3, 26 / Math.max(8, speedKmh));
        double away = life.causes().share(EventKind.AMBULANCES_AWAY, ward, at, 1) * owned;
        double busy = calls * MISSION_HOURS * slow * (1 + 0.25 * dice.drift(device.key(), at, 1_500_000)) + away;
        long free = Math.max(0, owned - Math.round(busy));
        double queued = Math.max(0, busy - owned) / owned;
        double depth = life.streets().floodDepthM(ward, at);
        double km = 2 + 0.4 * ward.radiusKm();
        double minutes =
                4 + 60 * km / Math.max(6, speedKmh * 1.15) + 30 * Math.min(0.5, depth) + 25 * Math.min(2, queued);
        double hours = device.intervalMillis() / HOUR_MILLIS;
        return new Reading(4)
                .count("ambulances_count", owned)
                .count("ambulances_free_count", free)
                .count("missions_count", dice.poisson(calls * hours, device.key(), index))
                .with("response_time_min", minutes * (1 + 0.06 * dice.normal(device.key() + 1, index)), 1);
    }
}
