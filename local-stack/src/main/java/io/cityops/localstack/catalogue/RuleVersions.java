package io.cityops.localstack.catalogue;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.version.CatalogueVersion;
import io.cityops.model.version.StoredCatalogue;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Versions of rules from draft to active. Each step is one transaction with the catalogue that it leads to, leaves a line in the
 * audit, and is decided by the database: who may, and that who proposed a version does not make it active.
 */
public final class RuleVersions implements AutoCloseable {
    private final Connection connection;
    private final String actor;

    private RuleVersions(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
    }

    /** @param actor who does it: an account, or {@code cli:} and the machine's user */
    public static RuleVersions open(DatabaseAccess database, String actor) throws SQLException {
        return new RuleVersions(database.connect(DatabaseRole.REGISTRAR), actor);
    }

    /**
     * @param alarmsPerDay of the newest rehearsal; null: none yet
     * @param decidedBy who made it active, or withdrew it
     */
    public record Version(
            String rule,
            int version,
            String state,
            @Nullable String note,
            String proposedBy,
            Instant proposedAt,
            @Nullable Double alarmsPerDay,
            @Nullable Instant shadowAt,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}

    /**
     * An alarm that a shadow, the active version, or both have raised.
     *
     * @param raisedBy {@code shadow}, {@code active} or {@code both}
     */
    public record Difference(
            String raisedBy,
            String entityId,
            String area,
            @Nullable Instant shadowAt,
            @Nullable Instant activeAt) {}

    /** The newest of each rule first. */
    public List<Version> list() throws SQLException {
        List<Version> versions = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                        select rule, version, state, note, proposed_by, proposed_at,
                            (rehearsal ->> 'alarms_per_day')::float8, shadow_at, decided_by, decided_at
                        from cityops.rule_version order by rule, version desc""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                double perDay = row.getDouble(7);
                versions.add(new Version(
                        row.getString(1),
                        row.getInt(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getTimestamp(6).toInstant(),
                        row.wasNull() ? null : perDay,
                        instant(row, 8),
                        row.getString(9),
                        instant(row, 10)));
            }
        }
        return versions;
    }

    /** In order of time. */
    public List<Difference> differences(String rule, int version) throws SQLException {
        List<Difference> differences = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement("""
                select raised_by, entity_id, area, shadow_at, active_at from cityops.shadow_difference
                where rule = ? and version = ? and drill is null order by coalesce(shadow_at, active_at)""")) {
            select.setString(1, rule);
            select.setInt(2, version);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    differences.add(new Difference(
                            row.getString(1), row.getString(2), row.getString(3), instant(row, 4), instant(row, 5)));
                }
            }
        }
        return differences;
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** @param content a file with this one rule, known to be valid in the city's catalogue */
    public void propose(String rule, int version, String content, @Nullable String note) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.propose_rule(?, ?, ?, ?, ?)")) {
            call.setString(1, actor);
            call.setString(2, rule);
            call.setInt(3, version);
            call.setString(4, content);
            call.setString(5, note);
            expectDone(rule, version, call);
        }
    }

    /** @param report as JSON */
    public void rehearsed(String rule, int version, String report) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.rule_rehearsed(?, ?, ?, ?::jsonb)")) {
            call.setString(1, actor);
            call.setString(2, rule);
            call.setInt(3, version);
            call.setString(4, report);
            expectDone(rule, version, call);
        }
    }

    /** Lets it run beside the active version. */
    public void shadow(String rule, int version) throws SQLException {
        move(rule, version, "shadow", RuleText.withShadow(city().text(), rule, content(rule, version)));
    }

    /** Makes it the active version. */
    public void promote(String rule, int version) throws SQLException {
        move(rule, version, "active", RuleText.promoted(city().text(), rule, content(rule, version)));
    }

    /** Gives it up; of one in the shadow, the shadow ends. */
    public void withdraw(String rule, int version) throws SQLException {
        boolean inShadow = list().stream()
                .anyMatch(each -> each.rule().equals(rule)
                        && each.version() == version
                        && each.state().equals("shadow"));
        move(rule, version, "withdrawn", inShadow ? RuleText.withoutShadow(city().text(), rule) : null);
    }

    /** As a file with this one rule. */
    public String content(String rule, int version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select content from cityops.rule_version where rule = ? and version = ?")) {
            select.setString(1, rule);
            select.setInt(2, version);
            try (ResultSet row = select.executeQuery()) {
                if (!row.next()) {
                    throw new StackFailure(
                            "there is no version %d of rule '%s'".formatted(version, rule),
                            "See: ./cityops rules list");
                }
                return row.getString(1);
            }
        }
    }

    /** @param text the catalogue that it leads to; null: the same */
    private void move(String rule, int version, String to, @Nullable CatalogueText text) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.move_rule(?, ?, ?, ?, ?, ?, ?, ?)")) {
            call.setString(1, actor);
            call.setString(2, rule);
            call.setInt(3, version);
            call.setString(4, to);
            if (text == null) {
                call.setNull(5, Types.INTEGER);
                call.setNull(6, Types.VARCHAR);
                call.setNull(7, Types.VARCHAR);
                call.setNull(8, Types.BINARY);
            } else {
                text.compileWithShadows();
                call.setInt(5, city().number());
                call.setString(6, text.checksum());
                call.setString(7, text.version());
                call.setBytes(8, CatalogueVersion.pack(text));
            }
            expectDone(rule, version, call);
        }
    }

    private CatalogueVersion city() throws SQLException {
        CatalogueVersion newest = StoredCatalogue.newest(connection);
        if (newest == null) {
            throw new StackFailure("the city has no catalogue yet", "Start it once: ./cityops demo");
        }
        return newest;
    }

    private void expectDone(String rule, int version, PreparedStatement call) throws SQLException {
        try (ResultSet row = call.executeQuery()) {
            row.next();
            String came = row.getString(1);
            if (!came.equals("done")) {
                throw refusal(rule, version, came);
            }
        }
    }

    private StackFailure refusal(String rule, int version, String came) {
        String which = "version %d of rule '%s'".formatted(version, rule);
        return switch (came) {
            case "not-allowed" ->
                new StackFailure(actor + " may not change rules", "An engineer or administrator may: --as NAME");
            case "known" ->
                new StackFailure(which + " is there already, and versions never change", "Give it a higher version");
            case "unknown" -> new StackFailure("there is no " + which, "See: ./cityops rules list");
            case "same-person" ->
                new StackFailure(
                        actor + " proposed " + which + " and may not make it active",
                        "A second person promotes it: --as NAME");
            case "shadow-taken" ->
                new StackFailure(
                        "another version of rule '%s' is in the shadow".formatted(rule),
                        "Promote or withdraw that one first");
            case "catalogue-changed" -> new StackFailure("the catalogue was changed at this moment", "Try again");
            default ->
                new StackFailure(
                        which + " is " + came,
                        "The way is draft, rehearsed, shadow, active: ./cityops rules rehearse, shadow, promote");
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
