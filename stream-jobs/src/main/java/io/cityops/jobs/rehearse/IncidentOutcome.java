package io.cityops.jobs.rehearse;

import io.cityops.jobs.store.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether rules would have told of an incident. Of an alarm that was acknowledged: by an alarm about the same device or area, or in
 * the same ward, that stood when the incident was told of, or was raised within half an hour of it. Of what a drill played: by an
 * alarm of that drill in one of its wards that stood when it began, or was raised from a little before then to a little after its
 * end, as drills are scored.
 *
 * @param by the earliest such alarm; null: missed
 */
record IncidentOutcome(Incident incident, @Nullable RaisedAlarm by) {
    static final Duration NEAR = Duration.ofMinutes(30);
    /** How much sooner than what was played an alarm still belongs to it: authors write times in whole minutes. */
    private static final Duration BEFORE_PLAYED = Duration.ofMinutes(5);
    /** How much later: delays of rules, and water that goes slowly. */
    private static final Duration AFTER_PLAYED = Duration.ofMinutes(10);

    /**
     * @param raised in ordinary life and in drills
     * @param around of an area the areas around it
     */
    static List<IncidentOutcome> of(
            List<Incident> incidents, List<RaisedAlarm> raised, Function<String, List<String>> around) {
        List<IncidentOutcome> outcomes = new ArrayList<>();
        for (Incident incident : incidents) {
            RaisedAlarm earliest = null;
            for (RaisedAlarm alarm : raised) {
                boolean tells = switch (incident) {
                    case Incident.Acknowledged told -> tellsOf(alarm, told, Set.copyOf(around.apply(told.area())));
                    case Incident.Played played -> tellsOf(alarm, played);
                };
                if (tells && (earliest == null || alarm.openedAt.isBefore(earliest.openedAt))) {
                    earliest = alarm;
                }
            }
            outcomes.add(new IncidentOutcome(incident, earliest));
        }
        return outcomes;
    }

    private static boolean tellsOf(RaisedAlarm alarm, Incident.Acknowledged incident, Set<String> places) {
        boolean same = alarm.entityId.equals(incident.entityId())
                || alarm.area.equals(incident.area())
                || alarm.entityKind.equals("area") && places.contains(alarm.entityId);
        return same
                && alarm.drill.isEmpty()
                && (wasRaised(
                                alarm,
                                incident.openedAt().minus(NEAR),
                                incident.openedAt().plus(NEAR))
                        || stood(alarm, incident.openedAt()));
    }

    private static boolean tellsOf(RaisedAlarm alarm, Incident.Played incident) {
        Instant over = incident.drillEndedAt();
        return alarm.drill.equals(incident.drill())
                && incident.areas().contains(alarm.area)
                && (over == null || alarm.openedAt.isBefore(over))
                && (wasRaised(
                                alarm,
                                incident.openedAt().minus(BEFORE_PLAYED),
                                incident.endedAt().plus(AFTER_PLAYED))
                        || stood(alarm, incident.openedAt()));
    }

    private static boolean wasRaised(RaisedAlarm alarm, Instant from, Instant to) {
        return !alarm.openedAt.isBefore(from) && !alarm.openedAt.isAfter(to);
    }

    private static boolean stood(RaisedAlarm alarm, Instant at) {
        return alarm.openedAt.isBefore(at) && (alarm.clearedAt == null || alarm.clearedAt.isAfter(at));
    }

    boolean isCaught() {
        return by != null;
    }

    /** How much earlier than it was told of, or began; negative: later. Null where it was missed. */
    @Nullable
    Duration earlier() {
        return by == null ? null : Duration.between(by.openedAt, incident.openedAt());
    }
}
