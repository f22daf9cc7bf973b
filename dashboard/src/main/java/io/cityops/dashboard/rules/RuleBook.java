package io.cityops.dashboard.rules;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.version.RuleVersions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is known of rules beside the catalogue: their versions, their alarms, and rehearsals. */
@Component
final class RuleBook {
    /**
     * The newest rehearsal of a version that was asked for here.
     *
     * @param state {@code asked}, {@code running}, {@code done}, {@code failed} or {@code cancelled}
     * @param share how much of the recording it has been through, 0 to 1
     * @param failure why it failed; {@code lost}: its runner was heard of no more
     * @param losses how often its runner was gone
     */
    record Asked(
            long id,
            int version,
            String state,
            Instant from,
            Instant until,
            String askedBy,
            Instant askedAt,
            @Nullable Instant startedAt,
            double share,
            @Nullable Instant endedAt,
            @Nullable String failure,
            int losses) {}

    private final DataSource source;
    private final JdbcClient database;

    RuleBook(DataSource source, JdbcClient database) {
        this.source = source;
        this.database = database;
    }

    /** The newest of each rule first. @throws SQLException when the database does not answer, as the others do */
    List<RuleVersions.Version> versions() throws SQLException {
        try (Connection connection = source.getConnection()) {
            return new RuleVersions(connection, "").list();
        }
    }

    Optional<String> content(String rule, int version) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return Optional.ofNullable(new RuleVersions(connection, "").content(rule, version));
        }
    }

    List<RuleVersions.Difference> differences(String rule, int version) throws SQLException {
        try (Connection connection = source.getConnection()) {
            return new RuleVersions(connection, "").differences(rule, version);
        }
    }

    /** How many alarms each rule has raised since then, within a scope; drills aside. */
    Map<String, Integer> alarmsSince(Instant since, Scope scope) {
        Map<String, Integer> counts = new HashMap<>();
        database.sql("""
                        select rule, count(*) from cityops.alert
                        where opened_at >= ? and drill is null and (? or area = any (?)) group by rule""")
                .params(List.of(
                        Timestamp.from(since), scope.everywhere(), scope.areas().toArray(String[]::new)))
                .query((row, number) -> Map.entry(row.getString(1), row.getInt(2)))
                .list()
                .forEach(each -> counts.put(each.getKey(), each.getValue()));
        return counts;
    }

    /** Of each version of a rule the newest. */
    List<Asked> rehearsals(String rule) {
        return database.sql("""
                        select distinct on (version) id, version, state, from_at, until_at, asked_by, asked_at, started_at, share,
                            ended_at, failure, losses
                        from cityops.rehearsal where rule = ? order by version, id desc""")
                .params(rule)
                .query((row, number) -> new Asked(
                        row.getLong("id"),
                        row.getInt("version"),
                        row.getString("state"),
                        row.getTimestamp("from_at").toInstant(),
                        row.getTimestamp("until_at").toInstant(),
                        row.getString("asked_by"),
                        row.getTimestamp("asked_at").toInstant(),
                        instant(row.getTimestamp("started_at")),
                        row.getDouble("share"),
                        instant(row.getTimestamp("ended_at")),
                        row.getString("failure"),
                        row.getInt("losses")))
                .list();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }

    /** The newest report of a version as JSON, without the single alarms. */
    Optional<String> report(String rule, int version) {
        return database.sql("""
                        select (rehearsal - 'alarms' #- '{live,only_here}' #- '{live,only_live}')::text from cityops.rule_version
                        where rule = ? and version = ? and rehearsal is not null""").params(rule, version).query(String.class).optional();
    }
}
