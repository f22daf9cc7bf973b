package io.cityops.dashboard.live;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Alarms as rows of the database; {@code a} is the alarm in conditions that follow {@link #SELECT}. */
public final class AlertRows {
    public static final String SELECT = """
        select a.id, a.rule, a.entity_kind, a.entity_id, a.area, a.sector, a.severity, a.level, a.state, a.opened_at,
               a.value, a.threshold, a.message, a.acknowledged_by, a.acknowledged_at, a.assigned_to,
               a.drill <> '' as rehearsed, a.shelved, a.shelved_by, a.shelved_until, a.shelved_reason,
               w.owner as window_owner, store.open_until(w, clock_timestamp()) as window_until,
               w.reason as window_reason, a.escalation, a.chattering_until is not null as chattering,
               (select count(*) from store.alert_child c where c.cause = a.id and c.ended_at is null) as children,
               a.cleared_at, a.closed_at, a.cause
        from store.alert a left join store.maintenance_window w on w.id = a.maintenance\
        """;

    private AlertRows() {}

    public static OpenAlert alert(ResultSet row) throws SQLException {
        return new OpenAlert(
                row.getObject("id", UUID.class),
                row.getString("rule"),
                row.getString("entity_kind"),
                row.getString("entity_id"),
                row.getString("area"),
                row.getString("sector"),
                row.getString("severity"),
                row.getString("level"),
                row.getString("state"),
                row.getTimestamp("opened_at").getTime(),
                number(row, "value"),
                number(row, "threshold"),
                row.getString("message"),
                row.getString("acknowledged_by"),
                millis(row, "acknowledged_at"),
                row.getString("assigned_to"),
                row.getBoolean("rehearsed"),
                new Handling(
                        aside(row), row.getInt("children"), row.getInt("escalation"), row.getBoolean("chattering")));
    }

    private static @Nullable Aside aside(ResultSet row) throws SQLException {
        if (row.getBoolean("shelved")) {
            return new Aside(
                    Aside.Kind.SHELVED,
                    row.getString("shelved_by"),
                    millis(row, "shelved_until"),
                    row.getString("shelved_reason"));
        }
        String owner = row.getString("window_owner");
        return owner == null
                ? null
                : new Aside(Aside.Kind.SUPPRESSED, owner, millis(row, "window_until"), row.getString("window_reason"));
    }

    /** Null for what is no number. */
    private static @Nullable Double number(ResultSet row, String column) throws SQLException {
        double value = row.getDouble(column);
        return row.wasNull() || !Double.isFinite(value) ? null : value;
    }

    public static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.getTime();
    }
}
