package io.cityops.jobs.store;

import io.cityops.jobs.alarm.AlertTransition;
import io.cityops.model.catalogue.Rule;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Transitions of versions of rules in the shadow: kept as they are, away from the alarms. */
final class ShadowTable implements Table<AlertTransition> {
    private static final String SQL = """
            insert into store.shadow_transition (rule, version, alert_id, action, entity_kind, entity_id, area, sector, severity,
                level, at, value, threshold, message, drill)
            select rule, version, id::uuid, action, kind, entity, area, sector, severity, level,
                timestamptz 'epoch' + at * interval '1 millisecond', value, threshold, message, drill
            from %s as row (%s)
            on conflict do nothing
            """.formatted(TransitionColumns.ROWS, TransitionColumns.NAMES);

    @Override
    public String name() {
        return "shadow_transition";
    }

    @Override
    public void write(Connection connection, List<AlertTransition> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            TransitionColumns.bind(connection, statement, transitions, transition -> Rule.shadowed(transition.rule));
            statement.executeUpdate();
        }
    }
}
