package io.cityops.simulators.city;

import java.util.Map;

/** Air stations, noise meters and weather stations. */
final class EnvironmentDevices {
    private final Dice dice;
    private final Life life;

    EnvironmentDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of("air-station", this::air, "noise-meter", this::noise, "weather-station", this::weather);
    }

    private Reading air(SimulatedDevice device, Ward ward, long index, long at) {
        Air.State state = life.air().at(ward, device.key(), at);
        return new Reading(8)
                .with("pm25_ugm3", state.pm25() * jitter(device, index, 1, 0.04), 1)
                .with("pm10_ugm3", state.pm10() * jitter(device, index, 2, 0.04), 1)
                .with("o3_ugm3", state.o3() * jitter(device, index, 3, 0.03), 1)
                .with("no2_ugm3", state.no2() * jitter(device, index, 4, 0.03), 1)
                .with("co_ugm3", state.co() * jitter(device, index, 5, 0.03), 0)
                .with("so2_ugm3", state.so2() * jitter(device, index, 6, 0.03), 1)
                .with("temperature_c", life.weather().temperatureC(ward, at) + noise(device, index, 7, 0.1), 1)
                .with("humidity_pct", life.weather().humidityPct(ward, at), 0);
    }

    private Reading noise(SimulatedDevice device, Ward ward, long index, long at) {
        double flow = life.traffic().at(ward, device.key(), at).flowPerHour();
        double rain = life.rain().mmPerHour(ward, at);
        double laeq = life.air().noiseDba(ward, at, flow, rain) + noise(device, index, 1, 0.9);
        return new Reading(1).with("laeq_dba", Math.min(125, Math.max(32, laeq)), 1);
    }

    private Reading weather(SimulatedDevice device, Ward ward, long index, long at) {
        Weather weather = life.weather();
        double wind = weather.windMs(ward, at) * jitter(device, index, 3, 0.12);
        double from = weather.windFromDeg(at) + noise(device, index, 4, 9);
        return new Reading(6)
                .with("temperature_c", weather.temperatureC(ward, at) + noise(device, index, 1, 0.1), 1)
                .with("humidity_pct", Math.min(100, weather.humidityPct(ward, at) + noise(device, index, 2, 0.8)), 0)
                .with("wind_speed_ms", wind, 1)
                .with("wind_direction_deg", Math.floorMod(Math.round(from), 360), 0)
                .with("pressure_hpa", weather.pressureHpa(at) + noise(device, index, 5, 0.05), 1)
                .with("solar_wm2", weather.solarWm2(ward, at), 0);
    }

    private double jitter(SimulatedDevice device, long index, int which, double share) {
        return Math.max(0.5, 1 + share * dice.normal(device.key() + which, index));
    }

    private double noise(SimulatedDevice device, long index, int which, double deviation) {
        return deviation * dice.normal(device.key() + which, index);
    }
}
