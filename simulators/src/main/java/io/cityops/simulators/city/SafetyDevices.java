package io.cityops.simulators.city;

import io.cityops.simulators.city.Emergencies.Calls;
import io.cityops.simulators.scenario.EventKind;
import java.util.Map;

/** Emergency-call desks, fire sensors and crowd counters. */
final class SafetyDevices {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double ALARM_SMOKE_PCTM = 6;

    private final Dice dice;
    private final Life life;

    SafetyDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of("emergency-desk", this::calls, "fire-sensor", this::fire, "crowd-counter", this::crowd);
    }

    private Reading calls(SimulatedDevice device, Ward ward, long index, long at) {
        Calls wanted = life.emergencies().wanted(ward, at);
        double hours = device.intervalMillis() / HOUR_MILLIS;
        double load = life.emergencies().load(ward, at);
        double waiting = 0.15 * load + 6 * Math.max(0, load - 0.8);
        double answer = 7 + 3 * dice.uniform(device.key() + 4, index) + 45 * Math.max(0, load - 0.8);
        return new Reading(5)
                .count("calls_113_count", dice.poisson(wanted.police() * hours, device.key(), index))
                .count("calls_114_count", dice.poisson(wanted.fire() * hours, device.key() + 1, index))
                .count("calls_115_count", dice.poisson(wanted.ambulance() * hours, device.key() + 2, index))
                .count("calls_waiting_count", dice.poisson(Math.min(150, waiting), device.key() + 3, index))
                .with("answer_time_s", Math.min(900, answer), 0);
    }

    /** A sensor is near a scenario's fire in its ward; near one by chance only one of four. */
    private Reading fire(SimulatedDevice device, Ward ward, long index, long at) {
        double scripted = life.causes().scripted(EventKind.FIRE, ward, at);
        double any = life.causes().of(EventKind.FIRE, ward, at);
        double near = dice.uniform(device.key(), 8) < 0.25 ? any : scripted;
        int detectors = 8 + dice.below(17, device.key(), 9);
        double smoke = Math.min(95, 0.25 + 0.1 * dice.uniform(device.key(), index) + 22 * near);
        double ambient = life.weather().temperatureC(ward, at) - 1.5;
        double heat = Math.min(180, 38 * near);
        long alarming = smoke < ALARM_SMOKE_PCTM ? 0 : Math.min(detectors, 1 + Math.round(detectors * 0.25 * near));
        return new Reading(3)
                .with("smoke_pctm", smoke, 1)
                .with("detector_temperature_c", ambient + heat + 0.3 * dice.normal(device.key() + 1, index), 1)
                .count("fire_alarm_count", alarming);
    }

    /** People at a place of gathering: evenings and days off, less in the rain; what a scenario brings comes on top. */
    private Reading crowd(SimulatedDevice device, Ward ward, long index, long at) {
        double squareMetres = 1_500 + 500.0 * dice.below(20, device.key(), 8);
        double hour = CityTime.hourOfDay(at);
        boolean working = Calendar.workingDay(Calendar.dayOf(at));
        double usual = (working ? 0.12 : 0.26) * CityTime.bell(hour, 19.5, 2.2) + 0.05 * CityTime.bell(hour, 7, 2);
        double dry = 1 - 0.8 * Math.min(1, life.rain().mmPerHour(ward, at) / 12);
        double density = usual * (0.3 + ward.urban()) * dry * (1 + 0.15 * dice.normal(device.key(), index))
                + life.causes().scripted(EventKind.CROWD, ward, at) * (1 + 0.03 * dice.normal(device.key() + 1, index));
        double seen = Math.min(11, Math.max(0, density));
        return new Reading(2)
                .count("people_count", Math.round(seen * squareMetres))
                .with("crowd_density_pm2", seen, 2);
    }
}
