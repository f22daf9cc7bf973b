package io.cityops.jobs.store;

import io.cityops.jobs.alarm.AlertTransition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** Applies transitions in their order; the database's function decides what each changes, and a known one nothing. */
final class AlertTable implements Table<AlertTransition> {
    private static final String SQL = """
            select store.apply_job_transition(action, id::uuid, rule, version, kind, entity, area, sector, severity,
                level, timestamptz 'epoch' + at * interval '1 millisecond', value, threshold, message, drill)
            from (select * from unnest(?::text[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[],
                                       ?::text[], ?::text[], ?::text[], ?::int8[], ?::float8[], ?::float8[], ?::text[],
                                       ?::text[])
                  with ordinality as row (action, id, rule, version, kind, entity, area, sector, severity, level, at,
                                          value, threshold, message, drill, place)
                  order by place) transitions
            """;

    @Override
    public String name() {
        return "alert";
    }

    @Override
    public void write(Connection connection, List<AlertTransition> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            new Columns<>(connection, statement, transitions)
                    .texts(transition -> transition.action)
                    .texts(transition -> transition.id)
                    .texts(transition -> transition.rule)
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
            statement.execute();
        }
    }
}
