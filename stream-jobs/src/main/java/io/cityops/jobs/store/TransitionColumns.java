package io.cityops.jobs.store;

import io.cityops.jobs.alarm.AlertTransition;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Transitions as a statement takes them, column by column: the rows to select from, their names, and their values. */
final class TransitionColumns {
    /** To stand in {@code from}; under the {@link #NAMES}. */
    static final String ROWS = """
            unnest(?::text[], ?::text[], ?::text[], ?::int4[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                   ?::text[], ?::int8[], ?::float8[], ?::float8[], ?::text[], ?::text[])\
            """;

    static final String NAMES = "action, id, rule, version, kind, entity, area, sector, severity, level, at, value,"
            + " threshold, message, drill";

    private TransitionColumns() {}

    /** @param rule under which name a transition is kept */
    static void bind(
            Connection connection,
            PreparedStatement statement,
            List<AlertTransition> transitions,
            Function<AlertTransition, String> rule)
            throws SQLException {
        new Columns<>(connection, statement, transitions)
                .texts(transition -> transition.action)
                .texts(transition -> transition.id)
                .texts(rule::apply)
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
    }
}
