package io.cityops.dashboard.desk;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.incident.Incident;
import io.cityops.dashboard.incident.IncidentLog;
import io.cityops.dashboard.incident.Incidents;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Incidents as browsers are told of them, cut to what somebody sees of their alarms. */
@Component
final class IncidentMessages {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentMessages.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Incidents incidents;
    private final IncidentLog log;
    private final AlarmLog alarms;

    IncidentMessages(Incidents incidents, IncidentLog log, AlarmLog alarms) {
        this.incidents = incidents;
        this.log = log;
        this.alarms = alarms;
    }

    /** The same object until one changes. */
    Object version() {
        return incidents.open();
    }

    ArrayNode open(Person asking) {
        return rows(asking, incidents.open());
    }

    /** Those that were closed last. */
    ArrayNode closed(Person asking) {
        try {
            return rows(asking, log.closed());
        } catch (DataAccessException e) {
            LOG.warn("Closed incidents could not be read: {}", e.getMessage());
            return JSON.arrayNode();
        }
    }

    private static ArrayNode rows(Person asking, List<Incident> all) {
        ArrayNode rows = JSON.arrayNode();
        all.stream()
                .filter(each -> each.isSeenBy(asking.scope()))
                .map(each -> row(asking, each))
                .forEach(rows::add);
        return rows;
    }

    private static ObjectNode row(Person asking, Incident incident) {
        ObjectNode row = JSON.objectNode()
                .put("id", incident.id())
                .put("title", incident.title())
                .put("owner", incident.owner())
                .put("since", incident.openedMillis())
                .put("by", incident.openedBy())
                .put("closedAt", incident.closedMillis())
                .put("closedBy", incident.closedBy())
                .put("mine", incident.isDecidedBy(asking));
        ArrayNode members = row.putArray("members");
        List<Incident.Member> seen = seen(incident, asking.scope());
        seen.forEach(member -> members.add(member.alarm().toString()));
        return row.put("hidden", incident.members().size() - seen.size());
    }

    private static List<Incident.Member> seen(Incident incident, Scope scope) {
        return incident.members().stream()
                .filter(member -> scope.has(member.area(), member.sector()))
                .toList();
    }

    /** One with its alarms, open or closed, and all that happened to it and to them, in order. */
    ObjectNode whole(Person asking, long id) {
        try {
            Incident incident =
                    log.find(id).filter(known -> known.isSeenBy(asking.scope())).orElse(null);
            if (incident == null) {
                return JSON.objectNode().put("refused", "not-allowed");
            }
            List<UUID> seen = seen(incident, asking.scope()).stream()
                    .map(Incident.Member::alarm)
                    .toList();
            ObjectNode whole = row(asking, incident);
            ArrayNode rows = whole.putArray("alarms");
            alarms.all(seen).forEach(rows::add);
            ArrayNode past = whole.putArray("past");
            alarms.all(log.mentioned(id)).stream()
                    .filter(row -> asking.scope()
                            .has(
                                    row.path("area").asString(""),
                                    row.path("sector").asString("")))
                    .forEach(past::add);
            ArrayNode events = whole.putArray("events");
            log.timeline(id, seen)
                    .forEach(event -> events.addObject()
                            .put("at", event.atMillis())
                            .put("actor", event.actor())
                            .put("action", event.action())
                            .put(
                                    "alarm",
                                    event.alarm() == null ? null : event.alarm().toString())
                            .put("ofAlarm", event.ofAlarm())
                            .put("comment", event.comment()));
            return whole;
        } catch (DataAccessException e) {
            LOG.warn("Incident {} could not be read: {}", id, e.getMessage());
            return JSON.objectNode().put("refused", "unavailable");
        }
    }
}
