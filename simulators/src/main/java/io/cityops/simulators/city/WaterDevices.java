package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.util.Map;

/** River gauges, rain gauges, flood sensors and pump stations. */
final class WaterDevices {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double PUMP_M3H = 5_400;

    private final Dice dice;
    private final Life life;

    WaterDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of(
                "river-gauge", this::level,
                "rain-gauge", this::rain,
                "flood-sensor", this::depth,
                "pump-station", this::pumps);
    }

    private Reading level(SimulatedDevice device, Ward ward, long index, long at) {
        double metres = life.rivers().levelM(ward, at) + 0.003 * dice.normal(device.key(), index);
        return new Reading(1).with("water_level_m", metres, 3);
    }

    /** What has fallen at its own place since the last observation; a bucket of 0.2 mm tips. */
    private Reading rain(SimulatedDevice device, Ward ward, long index, long at) {
        double mmPerHour = life.rain().mmPerHour(ward, device.place(), at);
        return new Reading(1).with("rain_mm", mmPerHour * device.intervalMillis() / HOUR_MILLIS, 2);
    }

    /** Each sensor stands a little higher or lower than where the ward's water is deepest. */
    private Reading depth(SimulatedDevice device, Ward ward, long index, long at) {
        double depth = life.streets().floodDepthM(ward, at) * dice.between(0.8, 1.05, device.key(), 9);
        double seen = depth <= 0 ? 0 : Math.max(0, depth + 0.002 * dice.normal(device.key(), index));
        return new Reading(1).with("flood_depth_m", seen, 3);
    }

    /** Pumps follow the water that the ward's sewers hold; those that failed do not. */
    private Reading pumps(SimulatedDevice device, Ward ward, long index, long at) {
        int pumps = 3 + dice.below(6, device.key(), 8);
        double failed = life.causes().share(EventKind.PUMP_FAILURE, ward, at, 1);
        double dark = life.grid().outageShare(ward, at);
        int available = (int) Math.round(pumps * (1 - failed) * (1 - 0.5 * dark));
        double held = life.weather().wetMm(ward, at);
        int running = (int) Math.min(available, Math.round(pumps * Math.min(1, held / 22)));
        double sump = -2.4 + Math.min(4.2, 0.05 * held + 0.06 * Math.max(0, held - 4.0 * running));
        return new Reading(5)
                .count("pumps_count", pumps)
                .count("pumps_available_count", available)
                .count("pumps_running_count", running)
                .with("pump_flow_m3h", running * PUMP_M3H * (1 + 0.02 * dice.normal(device.key(), index)), 0)
                .with("sump_level_m", sump + 0.01 * dice.normal(device.key() + 1, index), 2);
    }
}
