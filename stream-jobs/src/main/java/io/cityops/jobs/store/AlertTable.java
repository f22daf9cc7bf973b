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
            from (select * from %s with ordinality as row (%s, place) order by place) transitions
            """.formatted(TransitionColumns.ROWS, TransitionColumns.NAMES);

    @Override
    public String name() {
        return "alert";
    }

    @Override
    public void write(Connection connection, List<AlertTransition> transitions) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(SQL)) {
            TransitionColumns.bind(connection, statement, transitions, transition -> transition.rule);
            statement.execute();
        }
    }
}
