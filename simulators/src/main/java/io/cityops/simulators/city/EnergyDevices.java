package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.util.Map;

/** Feeder meters and streetlight cabinets. */
final class EnergyDevices {
    private static final double NOMINAL_KV = 22;
    private static final double LAMP_KW = 0.12;

    private final Dice dice;
    private final Life life;

    EnergyDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of("feeder-meter", this::feeder, "streetlight-cabinet", this::cabinet);
    }

    /** Part of a feeder's customers are off where the ward's share says so; the rest carries on. */
    private Reading feeder(SimulatedDevice device, Ward ward, long index, long at) {
        long customers = 2_000 + 200L * dice.below(30, device.key(), 8);
        double off = life.grid().outageShare(ward, at);
        double wanted = life.grid().wantedPct(ward, at) * dice.between(0.9, 1.06, device.key(), 9)
                + dice.normal(device.key(), index) * 0.6;
        double load = Math.max(0, wanted) * (1 - off);
        double ratedKw = 9_000 * dice.between(0.8, 1.2, device.key(), 10);
        double volts = NOMINAL_KV * (1.02 - 0.0005 * (load - 40)) + 0.02 * dice.normal(device.key() + 1, index);
        double hertz = 50 + 0.03 * dice.drift(5, at, 120_000) + 0.005 * dice.normal(device.key() + 2, index);
        return new Reading(6)
                .with("feeder_load_pct", load, 1)
                .with("feeder_power_kw", ratedKw * load / 100, 0)
                .with("voltage_kv", off >= 0.99 ? 0 : volts, 2)
                .with("frequency_hz", off >= 0.99 ? 0 : hertz, 2)
                .count("customers_count", customers)
                .count("customers_off_count", Math.round(customers * off));
    }

    private Reading cabinet(SimulatedDevice device, Ward ward, long index, long at) {
        long lamps = 40 + 5L * dice.below(30, device.key(), 8);
        double broken = dice.between(0, 0.025, device.key(), 9);
        double dark = life.causes().share(EventKind.DARKNESS, ward, at, 1);
        double without = 1 - (1 - broken) * (1 - dark) * (1 - life.grid().outageShare(ward, at));
        long wanted = Lamps.night(at) ? lamps : 0;
        long lit = Math.round(wanted * (1 - without));
        return new Reading(4)
                .count("lamps_count", lamps)
                .count("lamps_lit_count", lit)
                .count("lamps_dark_count", wanted - lit)
                .with("cabinet_power_kw", 0.05 + lit * LAMP_KW * (1 + 0.01 * dice.normal(device.key(), index)), 1);
    }
}
