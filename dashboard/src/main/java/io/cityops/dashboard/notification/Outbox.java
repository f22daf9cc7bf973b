package io.cityops.dashboard.notification;

import io.cityops.dashboard.live.Handling;
import io.cityops.dashboard.live.OpenAlert;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The notifications that the database's trigger wrote with the alarms' events. Each is handed to one sender at a time; one
 * whose sender died before it said what came of it is handed out again, so each is sent at least once.
 */
@Component
class Outbox {
    private static final int LONGEST_REASON = 300;

    private static final String CLAIMED = """
            select n.id, n.route, r.channel, r.address, r.language, n.action, n.event_at, n.attempts,
                   a.id as alert, a.rule, a.entity_kind, a.entity_id, a.area, a.sector, a.severity, a.level, a.state,
                   a.opened_at, a.value, a.threshold, a.message, a.acknowledged_by, a.acknowledged_at, a.assigned_to,
                   a.escalation
            from store.claim_notifications(?, ?, ? * interval '1 second') n
            join store.notification_route r on r.id = n.route left join store.alert a on a.id = n.alert_id""";

    private final JdbcClient database;

    Outbox(JdbcClient database) {
        this.database = database;
    }

    /** @param lease for how long they are handed to nobody else */
    List<Notification> claim(Instant now, int limit, Duration lease) {
        return database.sql(CLAIMED)
                .params(Timestamp.from(now), limit, lease.toSeconds())
                .query((row, number) -> notification(row))
                .list();
    }

    void sent(UUID id, Instant now) {
        database.sql("update store.notification set sent_at = ?, reason = null where id = ? and given_up_at is null")
                .params(Timestamp.from(now), id)
                .update();
    }

    void failed(UUID id, Instant nextAt, String reason) {
        database.sql("update store.notification set next_at = ?, reason = ? where id = ? and sent_at is null")
                .params(Timestamp.from(nextAt), reason.substring(0, Math.min(reason.length(), LONGEST_REASON)), id)
                .update();
    }

    private static Notification notification(ResultSet row) throws SQLException {
        return new Notification(
                row.getObject("id", UUID.class),
                row.getLong("route"),
                row.getString("channel"),
                row.getString("address"),
                Locale.of(row.getString("language")),
                row.getString("action"),
                row.getTimestamp("event_at").toInstant(),
                row.getInt("attempts"),
                alarm(row),
                row.getInt("escalation"));
    }

    private static @Nullable OpenAlert alarm(ResultSet row) throws SQLException {
        UUID id = row.getObject("alert", UUID.class);
        if (id == null) {
            return null;
        }
        Timestamp acknowledged = row.getTimestamp("acknowledged_at");
        return new OpenAlert(
                id,
                row.getString("rule"),
                row.getString("entity_kind"),
                row.getString("entity_id"),
                row.getString("area"),
                row.getString("sector"),
                row.getString("severity"),
                row.getString("level"),
                row.getString("state"),
                row.getTimestamp("opened_at").getTime(),
                row.getObject("value", Double.class),
                row.getObject("threshold", Double.class),
                row.getString("message"),
                row.getString("acknowledged_by"),
                acknowledged == null ? null : acknowledged.getTime(),
                row.getString("assigned_to"),
                false,
                Handling.NONE);
    }
}
