package io.cityops.jobs.rehearse;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.store.Incident;
import io.cityops.jobs.store.RecordedCity.Call;
import io.cityops.jobs.store.RecordedCity.Raising;
import io.cityops.model.catalogue.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What rules would have done in a period.
 *
 * @param rules those that were rehearsed
 * @param took how long it took
 * @param days how many alarms were raised on each day of the city, days without any included
 * @param desks the load of the desks that it would fall on, the heaviest first; sector and area, or the whole city
 * @param actors who would call most
 * @param incidents what became of recorded ones of the same sectors, in the order in which they began
 * @param live beside what the running job raised by rules of the same ids
 */
record RehearsalReport(
        List<Rule> rules,
        Instant from,
        Instant until,
        Rehearsal.Outcome outcome,
        Duration took,
        Map<LocalDate, Integer> days,
        List<Desk> desks,
        List<Actor> actors,
        List<IncidentOutcome> incidents,
        LiveComparison live) {
    static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int CHATTERS_FROM = 3;
    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    /**
     * A sector's desk in an area.
     *
     * @param area null: the whole city
     * @param sector null: all of them
     * @param alone what the rules would have asked of it
     * @param together with everything else that called there in that time
     */
    record Desk(@Nullable String area, @Nullable String sector, DeskLoad alone, DeskLoad together) {}

    /** @param mostInAMinute 3 or more: it chatters */
    record Actor(String rule, String entityId, String area, int times, int mostInAMinute) {
        boolean chatters() {
            return mostInAMinute >= CHATTERS_FROM;
        }
    }

    static RehearsalReport of(
            CityCatalogue city,
            Rehearsal rehearsal,
            Rehearsal.Outcome outcome,
            List<Incident> incidents,
            List<Call> calls,
            List<Raising> live,
            Duration took) {
        List<RaisedAlarm> raised = outcome.alarms().raised();
        return new RehearsalReport(
                List.copyOf(city.get().rules()),
                rehearsal.from(),
                rehearsal.until(),
                outcome,
                took,
                days(raised, rehearsal),
                desks(raised, calls, rehearsal),
                actors(raised),
                IncidentOutcome.of(incidents, all(outcome.alarms()), city::ancestors),
                LiveComparison.of(raised, live));
    }

    private static List<RaisedAlarm> all(RehearsedAlarms alarms) {
        return Stream.concat(alarms.raised().stream(), alarms.inDrills().stream())
                .toList();
    }

    private static Map<LocalDate, Integer> days(List<RaisedAlarm> raised, Rehearsal rehearsal) {
        Map<LocalDate, Integer> days = new TreeMap<>();
        LocalDate last = rehearsal.until().minusMillis(1).atZone(CITY).toLocalDate();
        for (LocalDate day = rehearsal.from().atZone(CITY).toLocalDate(); !day.isAfter(last); day = day.plusDays(1)) {
            days.put(day, 0);
        }
        raised.forEach(alarm -> days.merge(alarm.openedAt.atZone(CITY).toLocalDate(), 1, Integer::sum));
        return days;
    }

    private record Place(@Nullable String area, @Nullable String sector) {}

    private static List<Desk> desks(List<RaisedAlarm> raised, List<Call> calls, Rehearsal rehearsal) {
        Map<Place, List<Instant>> alone = new LinkedHashMap<>();
        for (RaisedAlarm alarm : raised) {
            for (Place place : places(alarm.area, alarm.sector)) {
                alone.computeIfAbsent(place, key -> new ArrayList<>()).addAll(alarm.calls);
            }
        }
        Map<Place, List<Instant>> together = new HashMap<>();
        alone.forEach((place, times) -> together.put(place, new ArrayList<>(times)));
        for (Call call : calls) {
            for (Place place : places(call.area(), call.sector())) {
                List<Instant> times = together.get(place);
                if (times != null) {
                    times.add(call.at());
                }
            }
        }
        return alone.keySet().stream()
                .map(place -> new Desk(
                        place.area,
                        place.sector,
                        DeskLoad.of(Objects.requireNonNull(alone.get(place)), rehearsal.from(), rehearsal.until()),
                        DeskLoad.of(Objects.requireNonNull(together.get(place)), rehearsal.from(), rehearsal.until())))
                .sorted(Comparator.comparing((Desk desk) -> desk.area != null)
                        .thenComparing(desk -> -desk.alone.peakHour())
                        .thenComparing(desk -> -desk.alone.calls())
                        .thenComparing(desk -> String.valueOf(desk.area)))
                .toList();
    }

    private static List<Place> places(String area, String sector) {
        return List.of(new Place(null, null), new Place(null, sector), new Place(area, sector));
    }

    private static List<Actor> actors(List<RaisedAlarm> raised) {
        Map<String, List<RaisedAlarm>> byActor = raised.stream()
                .collect(Collectors.groupingBy(RaisedAlarm::actor, LinkedHashMap::new, Collectors.toList()));
        return byActor.values().stream()
                .map(alarms -> new Actor(
                        alarms.getFirst().rule,
                        alarms.getFirst().entityId,
                        alarms.getFirst().area,
                        alarms.size(),
                        mostInAMinute(alarms)))
                .sorted(Comparator.comparing((Actor actor) -> -actor.times()).thenComparing(Actor::entityId))
                .toList();
    }

    private static int mostInAMinute(List<RaisedAlarm> alarms) {
        int most = 0;
        int first = 0;
        for (int i = 0; i < alarms.size(); i++) {
            while (!alarms.get(first).openedAt.isAfter(alarms.get(i).openedAt.minus(A_MINUTE))) {
                first++;
            }
            most = Math.max(most, i - first + 1);
        }
        return most;
    }

    List<RaisedAlarm> raised() {
        return outcome.alarms().raised();
    }

    double perDay() {
        return raised().size() / (Duration.between(from, until).toMillis() / 86_400_000.0);
    }

    long count(String severity) {
        return raised().stream()
                .filter(alarm -> alarm.severity.equals(severity))
                .count();
    }

    long caught() {
        return incidents.stream().filter(IncidentOutcome::isCaught).count();
    }

    long chattering() {
        return actors.stream().filter(Actor::chatters).count();
    }

    long standing() {
        return raised().stream().filter(alarm -> alarm.clearedAt == null).count();
    }
}
