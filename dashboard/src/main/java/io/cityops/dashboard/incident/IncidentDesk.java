package io.cityops.dashboard.incident;

import io.cityops.dashboard.access.People;
import io.cityops.dashboard.access.Person;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What people do to incidents: open one with alarms, add alarms, take some out, give it to somebody, comment, close. Whoever may answer
 * an alarm may put it in or take it out; who may answer all of an incident's alarms decides about it. The database asks
 * for the role once more, and writes timeline and audit. Nothing of this changes an alarm.
 */
@Component
public final class IncidentDesk {
    private static final Logger LOG = LoggerFactory.getLogger(IncidentDesk.class);
    private static final String NOT_ALLOWED = "not-allowed";
    private static final String INVALID = "invalid";
    private static final String UNAVAILABLE = "unavailable";
    /** Which need rights to the alarms alone, not to all of the incident. */
    private static final Set<String> OF_ALARMS = Set.of("add", "remove");

    private static final Set<String> DEEDS = Set.of("add", "remove", "assign", "comment", "close");

    private final JdbcClient database;
    private final IncidentLog log;
    private final People people;

    public IncidentDesk(JdbcClient database, IncidentLog log, People people) {
        this.database = database;
        this.log = log;
        this.people = people;
    }

    /** @return {@code done}, or why not; a closed list with words for each */
    public String open(Person asking, String title, @Nullable String owner, List<UUID> alarms) {
        try {
            if (alarms.isEmpty() || !mayAnswer(asking, alarms)) {
                return alarms.isEmpty() ? "nothing" : NOT_ALLOWED;
            }
            if (owner != null && isNoOwner(owner)) {
                return INVALID;
            }
            return database.sql("select store.open_incident(?, ?, ?, ?::uuid[])")
                    .param(asking.name())
                    .param(title)
                    .param(owner)
                    .param(IncidentLog.array(alarms))
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            LOG.warn("An incident could not be opened: {}", e.getMessage());
            return UNAVAILABLE;
        }
    }

    /**
     * @param what {@code add}, {@code remove}, {@code assign}, {@code comment} or {@code close}
     * @param text to whom, empty for nobody; a comment; a reason to close
     */
    public String change(Person asking, long id, String what, String text, List<UUID> alarms) {
        if (!DEEDS.contains(what)) {
            return INVALID;
        }
        try {
            Optional<Incident> incident = log.find(id);
            boolean allowed = incident.isPresent()
                    && (OF_ALARMS.contains(what)
                            ? incident.get().isSeenBy(asking.scope()) && mayAnswer(asking, alarms)
                            : incident.get().isDecidedBy(asking));
            if (!allowed) {
                return NOT_ALLOWED;
            }
            if (what.equals("assign") && !text.isBlank() && isNoOwner(text)) {
                return INVALID;
            }
            return database.sql("select store.change_incident(?, ?, ?, ?, ?::uuid[])")
                    .params(asking.name(), id, what, text, IncidentLog.array(alarms))
                    .query(String.class)
                    .single();
        } catch (DataAccessException e) {
            LOG.warn("Incident {} could not be changed: {}", id, e.getMessage());
            return UNAVAILABLE;
        }
    }

    private boolean isNoOwner(String name) {
        return people.find(name).filter(person -> person.role().answersAlarms()).isEmpty();
    }

    /** All of them; none is there that they may not. */
    private boolean mayAnswer(Person asking, List<UUID> alarms) {
        List<Boolean> each = database.sql("select area, sector from store.alert where id = any (?::uuid[])")
                .param(IncidentLog.array(alarms))
                .query((row, number) -> asking.mayAnswer(row.getString(1), row.getString(2)))
                .list();
        return each.size() == Set.copyOf(alarms).size() && each.stream().allMatch(Boolean::booleanValue);
    }
}
