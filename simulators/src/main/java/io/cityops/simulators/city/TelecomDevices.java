package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.util.Map;

/** Network nodes, intrusion sensors and concentrators. */
final class TelecomDevices {
    private static final int BATTERY_MINUTES = 20;
    private static final double MINUTE_MILLIS = 60_000;

    private final Dice dice;
    private final Life life;

    TelecomDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of(
                "network-node", this::node, "intrusion-sensor", this::intrusion, "concentrator", this::concentrator);
    }

    private Reading node(SimulatedDevice device, Ward ward, long index, long at) {
        double loss = lossShare(ward, at);
        double attack = Math.min(1, life.causes().of(EventKind.INTRUSION, ward, at) / 400);
        double load = Math.min(100, 12 + 55 * Rhythm.activity(at) * (0.7 + 0.4 * ward.urban()) + 45 * attack);
        double loaded = 1 / Math.max(0.05, 1.08 - load / 100);
        double latency = 4 + 3.5 * loaded + 900 * loss + 0.8 * Math.abs(dice.normal(device.key(), index));
        double lossPct =
                100 * loss + 0.02 + 0.05 * dice.uniform(device.key() + 1, index) + 4 * Math.max(0, load - 90) / 10;
        return new Reading(4)
                .with("link_up_pct", linkUpPct(loss), 1)
                .with("latency_ms", latency, 1)
                .with("packet_loss_pct", Math.min(100, lossPct), 2)
                .with("link_load_pct", loss >= 1 ? 0 : load, 1);
    }

    /** Scans from everywhere all the time; bursts by chance; an attack when the scenario says so, severe and with guessing. */
    private Reading intrusion(SimulatedDevice device, Ward ward, long index, long at) {
        double minutes = device.intervalMillis() / MINUTE_MILLIS;
        double attack = life.causes().scripted(EventKind.INTRUSION, ward, at);
        double any = life.causes().of(EventKind.INTRUSION, ward, at);
        double office = 0.4 + 0.9 * Rhythm.activity(at);
        return new Reading(3)
                .count("intrusion_events_count", dice.poisson((0.5 + any) * minutes, device.key(), index))
                .count(
                        "intrusion_severe_count",
                        dice.poisson((0.002 + 0.25 * attack) * minutes, device.key() + 1, index))
                .count(
                        "failed_logins_count",
                        dice.poisson((0.3 * office + 3 * attack) * minutes, device.key() + 2, index));
    }

    private Reading concentrator(SimulatedDevice device, Ward ward, long index, long at) {
        long known = 20 + dice.below(60, device.key(), 8);
        double loss = lossShare(ward, at);
        double cut = life.causes().share(EventKind.DEVICES_CUT, ward, at, 1);
        double fade = Math.min(12, 0.1 * life.rain().mmPerHour(ward, at));
        long connected = Math.round(known * (1 - loss) * (1 - cut)) - (dice.uniform(device.key(), index) < 0.1 ? 1 : 0);
        double signal = -71 - 12 * dice.uniform(device.key(), 9) - fade + 1.5 * dice.normal(device.key() + 1, index);
        return new Reading(3)
                .count("connected_devices_count", Math.max(0, connected))
                .with("signal_dbm", signal, 0)
                .with("link_up_pct", linkUpPct(Math.max(loss, cut)), 1);
    }

    /** What a fault takes, and an outage that has outlasted the batteries. */
    private double lossShare(Ward ward, long at) {
        double fault = life.causes().of(EventKind.LINK_LOSS, ward, at);
        double dark =
                Math.min(life.grid().outageShare(ward, at), life.grid().outageShareBefore(ward, at, BATTERY_MINUTES));
        return Math.min(1, fault + dark);
    }

    private static double linkUpPct(double loss) {
        return loss < 0.3 ? 100 : 100 * (1 - loss);
    }
}
