package io.cityops.localstack.drill;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Something that really happened in the simulated city.
 *
 * @param event of the scenario; empty: by chance
 */
record Happening(String event, String kind, String area, Instant from, Instant until) {
    /** Sooner than its time: authors write whole minutes, and clocks of devices are ahead. */
    private static final Duration EARLY = Duration.ofMinutes(1);

    private static final Duration USUAL_AFTERMATH = Duration.ofHours(1);
    /** As the scenarios promise it. */
    private static final Map<String, Duration> AFTERMATH = Map.of(
            "rain", Duration.ofHours(6),
            "accident", Duration.ofHours(4),
            "closure", Duration.ofHours(4),
            "casualties", Duration.ofHours(4),
            "surge", Duration.ofMinutes(15),
            "reports", Duration.ofHours(16),
            "backlog", Duration.ofHours(16));

    /** In which sectors one can see it. */
    private static final Map<String, Set<String>> SEEN_IN = Map.ofEntries(
            Map.entry("rain", Set.of("water", "traffic", "services", "safety", "environment")),
            Map.entry("surge", Set.of("water", "traffic", "services")),
            Map.entry("heat", Set.of("environment", "energy", "health", "services")),
            Map.entry("smoke", Set.of("environment", "services", "health")),
            Map.entry("noise", Set.of("environment", "services")),
            Map.entry("accident", Set.of("traffic", "safety", "health", "services")),
            Map.entry("closure", Set.of("traffic", "safety", "health", "services")),
            Map.entry("demand", Set.of("traffic")),
            Map.entry("calls", Set.of("safety")),
            Map.entry("crowd", Set.of("safety", "traffic", "environment")),
            Map.entry("load", Set.of("energy", "traffic", "services")),
            Map.entry("outage", Set.of("energy", "traffic", "water", "telecom", "services", "safety")),
            Map.entry("darkness", Set.of("energy", "safety", "services")),
            Map.entry("pump-failure", Set.of("water")),
            Map.entry("ambulances-away", Set.of("health")),
            Map.entry("portal-down", Set.of("services")),
            Map.entry("fire", Set.of("safety", "environment", "traffic", "health", "services", "energy")),
            Map.entry("reports", Set.of("services")),
            Map.entry("backlog", Set.of("services")),
            Map.entry("casualties", Set.of("health", "safety")),
            Map.entry("link-loss", Set.of("telecom")),
            Map.entry("intrusion", Set.of("telecom")));

    /** @param json what {@code simulators chronicle} prints */
    static List<Happening> readAll(String json) {
        return Json.objects(json).stream()
                .map(each -> new Happening(
                        each.text("event"),
                        each.text("kind"),
                        each.text("area"),
                        Instant.parse(each.text("from")),
                        Instant.parse(each.text("until"))))
                .toList();
    }

    boolean isScripted() {
        return !event.isEmpty();
    }

    /** Whether an alarm of this sector and place, called at this moment, may be about it or about what came of it. */
    boolean explains(String sector, String place, Instant at) {
        return area.equals(place)
                && SEEN_IN.getOrDefault(kind, Set.of()).contains(sector)
                && !at.isBefore(from.minus(EARLY))
                && !at.isAfter(until.plus(AFTERMATH.getOrDefault(kind, USUAL_AFTERMATH)));
    }
}
