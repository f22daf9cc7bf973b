package io.cityops.simulators.scenario;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.SimulatedDevice;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * By which device, and by what it says, somebody can see what a label tells. The thresholds are those at which a rule
 * might well be set; a rule may be cleverer.
 *
 * @param span what it says is added up, or averaged, over so long; nothing for the newest alone
 */
record Witness(String type, ToDoubleFunction<Observation> says, boolean above, double threshold, Duration span) {
    private static final Duration STEP = Duration.ofMinutes(1);
    private static final Duration NEWEST = Duration.ZERO;

    private static final Map<String, Witness> OF_ALARM = Map.ofEntries(
            Map.entry("traffic.congestion", below("traffic-camera", "mean_speed_kmh", 12)),
            Map.entry("traffic.incident", above("traffic-camera", "incident_count", 1)),
            Map.entry("water.river-alarm", above("river-gauge", "water_level_m", 1.40)),
            Map.entry("water.street-flood", above("flood-sensor", "flood_depth_m", 0.10)),
            Map.entry("water.compound-flood", above("flood-sensor", "flood_depth_m", 0.15)),
            Map.entry("water.heavy-rain", sum("rain-gauge", "rain_mm", 28, Duration.ofHours(1))),
            Map.entry("water.pump-failure", share("pump-station", "pumps_available_count", "pumps_count", false, 0.65)),
            Map.entry("environment.smoke", above("air-station", "pm25_ugm3", 90)),
            Map.entry("environment.noise", above("noise-meter", "laeq_dba", 85)),
            Map.entry("environment.heat", above("weather-station", "temperature_c", 37)),
            Map.entry("energy.feeder-overload", above("feeder-meter", "feeder_load_pct", 100)),
            Map.entry("energy.outage", share("feeder-meter", "customers_off_count", "customers_count", true, 0.2)),
            Map.entry(
                    "energy.streetlights-dark",
                    share("streetlight-cabinet", "lamps_dark_count", "lamps_count", true, 0.3)),
            Map.entry("safety.fire", above("fire-sensor", "fire_alarm_count", 1)),
            Map.entry("safety.crowd", above("crowd-counter", "crowd_density_pm2", 4.5)),
            Map.entry("safety.calls-surge", above("emergency-desk", "answer_time_s", 30)),
            Map.entry("services.reports-surge", sum("desk-1022", "reports_received_count", 8, Duration.ofMinutes(30))),
            Map.entry("services.backlog", above("desk-1022", "reports_open_count", 25)),
            Map.entry(
                    "services.portal-down",
                    new Witness(
                            "dossier-desk",
                            seen -> value(seen, "dossiers_online_count"),
                            false,
                            0.5,
                            Duration.ofMinutes(30))),
            Map.entry("health.er-overload", above("emergency-room", "er_wait_min", 60)),
            Map.entry("health.ambulances-short", below("ambulance", "ambulances_free_count", 1.5)),
            Map.entry("telecom.link-down", below("network-node", "link_up_pct", 51)),
            Map.entry("telecom.intrusion", above("intrusion-sensor", "intrusion_severe_count", 3)));

    static Optional<Witness> of(String alarm) {
        return Optional.ofNullable(OF_ALARM.get(alarm));
    }

    /** When, from {@code from} to {@code to}, the device first says so; looked at every minute. */
    Optional<Instant> first(City city, SimulatedDevice device, Instant from, Instant to) {
        Deque<Double> window = new ArrayDeque<>();
        double sum = 0;
        int kept = (int) Math.max(1, span.toMillis() / device.intervalMillis());
        Instant start = from.minus(span);
        for (Instant at = start;
                at.isBefore(to);
                at = at.plusMillis(Math.min(STEP.toMillis(), device.intervalMillis()))) {
            double said = says.applyAsDouble(city.observe(device, device.indexAt(at.toEpochMilli())));
            window.addLast(said);
            sum += said;
            if (window.size() > kept) {
                sum -= window.removeFirst();
            }
            boolean so = above ? sum >= threshold : sum <= threshold;
            if (so && !at.isBefore(from) && window.size() == kept) {
                return Optional.of(at);
            }
        }
        return Optional.empty();
    }

    List<SimulatedDevice> in(String ward, List<SimulatedDevice> devices) {
        return devices.stream()
                .filter(device ->
                        device.type().equals(type) && device.place().area().equals(ward))
                .toList();
    }

    private static Witness above(String type, String measure, double threshold) {
        return new Witness(type, seen -> value(seen, measure), true, threshold, NEWEST);
    }

    private static Witness below(String type, String measure, double threshold) {
        return new Witness(type, seen -> value(seen, measure), false, threshold, NEWEST);
    }

    private static Witness sum(String type, String measure, double threshold, Duration span) {
        return new Witness(type, seen -> value(seen, measure), true, threshold, span);
    }

    private static Witness share(String type, String part, String whole, boolean above, double threshold) {
        return new Witness(type, seen -> value(seen, part) / value(seen, whole), above, threshold, NEWEST);
    }

    private static double value(Observation seen, String measure) {
        int index = Arrays.asList(seen.measures()).indexOf(measure);
        return index < 0 ? 99 : seen.values()[index];
    }
}
