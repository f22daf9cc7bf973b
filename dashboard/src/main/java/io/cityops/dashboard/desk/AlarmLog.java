package io.cityops.dashboard.desk;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.access.Scope;
import io.cityops.dashboard.alerts.AlertMessages;
import io.cityops.dashboard.live.AlertRows;
import io.cityops.dashboard.live.OpenAlert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Alarms as the database keeps them: one with its whole timeline, and those that are closed. */
@Component
final class AlarmLog {
    private static final Logger LOG = LoggerFactory.getLogger(AlarmLog.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final int PAGE = 200;
    /** Later than any alarm, and still a moment that the database knows. */
    private static final long LATEST_MILLIS = 4_102_444_800_000L;

    private static final String CLOSED = AlertRows.SELECT + """

        where a.state = 'closed' and a.opened_at < ? and a.drill = ''
            and (? or a.area = any (?)) and (? or a.sector = any (?))
        order by a.opened_at desc, a.id limit ?\
        """;

    private static final String CHILDREN = """
        select entity_id, area, sector, severity, since from store.alert_child
        where cause = ? and ended_at is null and (? or area = any (?)) and (? or sector = any (?))
        order by since, entity_id limit ?\
        """;

    private final JdbcClient database;
    private final AlertMessages messages;

    AlarmLog(JdbcClient database, AlertMessages messages) {
        this.database = database;
        this.messages = messages;
    }

    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** One alarm, open or closed, and all that happened to it; {@code refused} when it is not theirs to see. */
    ObjectNode alarm(Person asking, String id) {
        try {
            return uuid(id).flatMap(known -> database.sql(AlertRows.SELECT + " where a.id = ?")
                            .param(known)
                            .query((row, number) -> row(row))
                            .optional())
                    .filter(row -> asking.scope()
                            .has(
                                    row.path("area").asString(""),
                                    row.path("sector").asString("")))
                    .map(row -> {
                        row.set("events", timeline(UUID.fromString(id)));
                        return row;
                    })
                    .orElseGet(() -> JSON.objectNode().put("refused", "not-allowed"));
        } catch (DataAccessException e) {
            LOG.warn("Alarm {} could not be read: {}", id, e.getMessage());
            return JSON.objectNode().put("refused", "unavailable");
        }
    }

    /** Those of them that are there, open or closed, the oldest first. */
    List<ObjectNode> all(List<UUID> ids) {
        return database.sql(AlertRows.SELECT + " where a.id = any (?) order by a.opened_at, a.id")
                .params(List.of((Object) ids.toArray(UUID[]::new)))
                .query((row, number) -> row(row))
                .list();
    }

    private ArrayNode timeline(UUID id) {
        ArrayNode events = JSON.arrayNode();
        database.sql("select at, actor, action, comment from store.alert_event where alert_id = ? order by at, action")
                .param(id)
                .query((row, number) -> JSON.objectNode()
                        .put("at", row.getTimestamp(1).getTime())
                        .put("actor", row.getString(2))
                        .put("action", row.getString(3))
                        .put("comment", row.getString(4)))
                .list()
                .forEach(events::add);
        return events;
    }

    /** Closed ones that were opened before a moment, the newest first, a page of them. */
    ArrayNode closed(Scope scope, long beforeMillis) {
        ArrayNode rows = JSON.arrayNode();
        String[] areas = scope.areas().toArray(String[]::new);
        String[] sectors = scope.sectors().toArray(String[]::new);
        try {
            database.sql(CLOSED)
                    .params(
                            Timestamp.from(Instant.ofEpochMilli(Math.min(beforeMillis, LATEST_MILLIS))),
                            scope.everywhere(),
                            areas,
                            scope.everySector(),
                            sectors,
                            PAGE)
                    .query((row, number) -> row(row))
                    .list()
                    .forEach(rows::add);
        } catch (DataAccessException e) {
            LOG.warn("Closed alarms could not be read: {}", e.getMessage());
        }
        return rows;
    }

    /** The devices that nothing is known of because of an alarm, as far as they may be seen. */
    ArrayNode children(Scope scope, String id) {
        ArrayNode rows = JSON.arrayNode();
        try {
            uuid(id).ifPresent(known -> database.sql(CHILDREN)
                    .params(
                            known,
                            scope.everywhere(),
                            scope.areas().toArray(String[]::new),
                            scope.everySector(),
                            scope.sectors().toArray(String[]::new),
                            PAGE)
                    .query((row, number) -> JSON.objectNode()
                            .put("device", row.getString(1))
                            .put("area", row.getString(2))
                            .put("since", row.getTimestamp(5).getTime()))
                    .list()
                    .forEach(rows::add));
        } catch (DataAccessException e) {
            LOG.warn("What hangs under alarm {} could not be read: {}", id, e.getMessage());
        }
        return rows;
    }

    private ObjectNode row(ResultSet row) throws SQLException {
        OpenAlert alert = AlertRows.alert(row);
        ObjectNode node = messages.row(alert);
        node.put("clearedAt", AlertRows.millis(row, "cleared_at"));
        node.put("closedAt", AlertRows.millis(row, "closed_at"));
        node.put("cause", row.getString("cause"));
        node.set("procedure", messages.procedure(alert));
        return node;
    }
}
