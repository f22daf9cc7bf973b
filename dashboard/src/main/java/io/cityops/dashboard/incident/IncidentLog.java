package io.cityops.dashboard.incident;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Incidents as the database keeps them: one with its whole timeline, and those that are closed. */
@Component
public final class IncidentLog {
    private static final int CLOSED = 50;
    private static final ResultSetExtractor<List<Incident>> EVERY = IncidentQuery::incidents;

    /** What happened to the incident, and to those alarms while they were in it or before. */
    private static final String TIMELINE = """
        select at, actor, action, alert_id, false as of_alarm, comment from cityops.incident_event
        where incident = ? and (alert_id is null or alert_id = any (?::uuid[])
            or not exists (select from cityops.incident_alert m where m.incident = ? and m.alert_id = incident_event.alert_id))
        union all
        select at, actor, action, alert_id, true, comment from cityops.alert_event where alert_id = any (?::uuid[])
        order by at, of_alarm, action\
        """;

    /**
     * @param atMillis epoch
     * @param alarm which it is about; null: the incident itself
     * @param ofAlarm whether it happened to the alarm, not to the incident
     */
    public record Event(
            long atMillis,
            String actor,
            String action,
            @Nullable UUID alarm,
            boolean ofAlarm,
            String comment) {}

    private final JdbcClient database;

    public IncidentLog(JdbcClient database) {
        this.database = database;
    }

    /** Open or closed. */
    public Optional<Incident> find(long id) {
        return database
                .sql(IncidentQuery.SELECT + " where i.id = ?" + IncidentQuery.ORDER)
                .param(id)
                .query(EVERY)
                .stream()
                .findFirst();
    }

    /** The last to be closed, the oldest of them first. */
    public List<Incident> closed() {
        return database.sql(
                        IncidentQuery.SELECT + " where i.id in (select id from cityops.incident where state = 'closed'"
                                + " order by closed_at desc limit ?)" + IncidentQuery.ORDER)
                .param(CLOSED)
                .query(EVERY);
    }

    /** Alarms that were in it and are not any more. */
    public List<UUID> mentioned(long id) {
        return database.sql("select distinct e.alert_id from cityops.incident_event e where e.incident = ?"
                        + " and e.alert_id is not null and not exists (select from cityops.incident_alert m"
                        + " where m.incident = e.incident and m.alert_id = e.alert_id)")
                .param(id)
                .query(UUID.class)
                .list();
    }

    public List<Event> timeline(long id, List<UUID> alarms) {
        return database.sql(TIMELINE)
                .params(id, array(alarms), id, array(alarms))
                .query((row, number) -> new Event(
                        row.getTimestamp(1).getTime(),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, UUID.class),
                        row.getBoolean(5),
                        row.getString(6)))
                .list();
    }

    /** As the database reads one. */
    static String array(List<UUID> ids) {
        StringBuilder text = new StringBuilder("{");
        ids.forEach(id -> text.append(text.length() > 1 ? "," : "").append(id));
        return text.append('}').toString();
    }
}
