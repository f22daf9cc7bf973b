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
            from unnest(?::text[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[],
                        ?::text[], ?::text[], ?::text[], ?::int8[], ?::float8[], ?::float8[], ?::text[],
                        ?::text[])
                as row (action, id, rule, version, kind, entity, area, sector, severity, level, at, value, threshold,
                        message, drill)
            on conflict do nothing
            """;

    @Override
    public String name() {
        return "shadow_transition";
    }

    @Override
    public void write(Connection connection, List<AlertTransition> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new Columns<>(connection, statement, transitions)
                    .texts(transition -> transition.action)
                    .texts(transition -> transition.id)
                    .texts(transition -> Rule.shadowed(transition.rule))
                    .integers(transition -> transition.ruleVersion)
                    .texts(transition -> transition.entityKind)
                    .texts(transition -> transition.entityId)
                    .texts(transition -> transition.area)
                    .texts(transition -> transition.sector)
                    .texts(transition -> transition.severity)
                    .texts(transition -> transition.level)
                    .longs(transition -> transition.atMillis)
                    .doublesOrNull(transition -> transition.value)
                    .doublesOrNull(transition -> transition.threshold)
                    .texts(transition -> transition.message)
                    .texts(transition -> transition.drill);
            statement.executeUpdate();
        }
    }
}
