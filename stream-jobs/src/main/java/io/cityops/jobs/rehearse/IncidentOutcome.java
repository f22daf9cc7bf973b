package io.cityops.jobs.rehearse;

import io.cityops.jobs.store.RecordedCity.Incident;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Whether rules would have told of an incident: by an alarm about the same device or area, or in the same ward, that stood when the
 * incident was told of, or was raised within half an hour of it.
 *
 * @param by the earliest such alarm; null: missed
 */
record IncidentOutcome(Incident incident, @Nullable RaisedAlarm by) {
    static final Duration NEAR = Duration.ofMinutes(30);

    /** @param around of an area the areas around it */
    static List<IncidentOutcome> of(
            List<Incident> incidents, List<RaisedAlarm> raised, Function<String, List<String>> around) {
        List<IncidentOutcome> outcomes = new ArrayList<>();
        for (Incident incident : incidents) {
            Set<String> places = Set.copyOf(around.apply(incident.area()));
            RaisedAlarm earliest = null;
            for (RaisedAlarm alarm : raised) {
                boolean same = alarm.entityId.equals(incident.entityId())
                        || alarm.area.equals(incident.area())
                        || alarm.entityKind.equals("area") && places.contains(alarm.entityId);
                if (same && isOf(alarm, incident) && (earliest == null || alarm.openedAt.isBefore(earliest.openedAt))) {
                    earliest = alarm;
                }
            }
            outcomes.add(new IncidentOutcome(incident, earliest));
        }
        return outcomes;
    }

    private static boolean isOf(RaisedAlarm alarm, Incident incident) {
        Instant opened = incident.openedAt();
        boolean near = !alarm.openedAt.isBefore(opened.minus(NEAR)) && !alarm.openedAt.isAfter(opened.plus(NEAR));
        boolean stood = alarm.openedAt.isBefore(opened) && (alarm.clearedAt == null || alarm.clearedAt.isAfter(opened));
        return near || stood;
    }

    boolean isCaught() {
        return by != null;
    }

    /** How much earlier than it was told of; negative: later. Null where it was missed. */
    @Nullable
    Duration earlier() {
        return by == null ? null : Duration.between(by.openedAt, incident.openedAt());
    }
}
