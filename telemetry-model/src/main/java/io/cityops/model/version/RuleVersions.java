package io.cityops.model.version;

import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Versions of rules from draft to active, for whoever works on them: by command line, or in the dashboard. Each step is one
 * transaction with the catalogue that it leads to, leaves a line in the audit, and is decided by the database: who may, and that
 * who proposed or rehearsed a version does not make it active.
 */
public final class RuleVersions {
    private final Connection connection;
    private final String actor;

    /**
     * @param connection of a role that may; it stays the caller's
     * @param actor who does it: an account, or {@code cli:} and the machine's user
     */
    public RuleVersions(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
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
            @Nullable String rehearsedBy,
            @Nullable Instant rehearsedAt,
            @Nullable Double alarmsPerDay,
            @Nullable String shadowBy,
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
                        select rule, version, state, note, proposed_by, proposed_at, rehearsed_by, rehearsed_at,
                            (rehearsal ->> 'alarms_per_day')::float8 as per_day, shadow_by, shadow_at, decided_by, decided_at
                        from cityops.rule_version order by rule, version desc""");
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                versions.add(version(row));
            }
        }
        return versions;
    }

    private static Version version(ResultSet row) throws SQLException {
        double perDay = row.getDouble("per_day");
        boolean rehearsed = !row.wasNull();
        return new Version(
                row.getString("rule"),
                row.getInt("version"),
                row.getString("state"),
                row.getString("note"),
                row.getString("proposed_by"),
                row.getTimestamp("proposed_at").toInstant(),
                row.getString("rehearsed_by"),
                instant(row, "rehearsed_at"),
                rehearsed ? perDay : null,
                row.getString("shadow_by"),
                instant(row, "shadow_at"),
                row.getString("decided_by"),
                instant(row, "decided_at"));
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
                            row.getString("raised_by"),
                            row.getString("entity_id"),
                            row.getString("area"),
                            instant(row, "shadow_at"),
                            instant(row, "active_at")));
                }
            }
        }
        return differences;
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    /** As a file with this one rule; null: there is no such version. */
    public @Nullable String content(String rule, int version) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(
                "select content from cityops.rule_version where rule = ? and version = ?")) {
            select.setString(1, rule);
            select.setInt(2, version);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    /** @param content a file with this one rule, known to be valid in the city's catalogue */
    public RuleStep propose(String rule, int version, String content, @Nullable String note) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.propose_rule(?, ?, ?, ?, ?)")) {
            call.setString(1, actor);
            call.setString(2, rule);
            call.setInt(3, version);
            call.setString(4, content);
            call.setString(5, note);
            return step(call);
        }
    }

    /** @param report as JSON */
    public RuleStep rehearsed(String rule, int version, String report) throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.rule_rehearsed(?, ?, ?, ?::jsonb)")) {
            call.setString(1, actor);
            call.setString(2, rule);
            call.setInt(3, version);
            call.setString(4, report);
            return step(call);
        }
    }

    /** Lets it run beside the active version. */
    public RuleStep shadow(String rule, int version) throws SQLException {
        return move(rule, version, "shadow", (city, content) -> RuleText.withShadow(city, rule, content));
    }

    /** Makes it the active version. */
    public RuleStep promote(String rule, int version) throws SQLException {
        return move(rule, version, "active", (city, content) -> RuleText.promoted(city, rule, content));
    }

    /** Gives it up; of one in the shadow, the shadow ends. */
    public RuleStep withdraw(String rule, int version) throws SQLException {
        boolean inShadow = list().stream()
                .anyMatch(each -> each.rule().equals(rule)
                        && each.version() == version
                        && each.state().equals("shadow"));
        return inShadow
                ? move(rule, version, "withdrawn", (city, content) -> RuleText.withoutShadow(city, rule))
                : move(rule, version, "withdrawn", (Integer) null, null);
    }

    private RuleStep move(String rule, int version, String to, BiFunction<CatalogueText, String, CatalogueText> change)
            throws SQLException {
        String content = content(rule, version);
        if (content == null) {
            return RuleStep.of(RuleStep.Outcome.UNKNOWN.tag());
        }
        CatalogueVersion city = StoredCatalogue.newest(connection);
        if (city == null) {
            return RuleStep.of(RuleStep.Outcome.NO_CATALOGUE.tag());
        }
        try {
            CatalogueText text = change.apply(city.text(), content);
            text.compileWithShadows();
            return move(rule, version, to, city.number(), text);
        } catch (CatalogueException e) {
            return new RuleStep(RuleStep.Outcome.NO_LONGER_VALID, e.problems().getFirst());
        }
    }

    /**
     * @param basedOn the version of the catalogue that {@code text} was made of
     * @param text the catalogue that it leads to; null: the same
     */
    private RuleStep move(String rule, int version, String to, @Nullable Integer basedOn, @Nullable CatalogueText text)
            throws SQLException {
        try (PreparedStatement call = connection.prepareStatement("select store.move_rule(?, ?, ?, ?, ?, ?, ?, ?)")) {
            call.setString(1, actor);
            call.setString(2, rule);
            call.setInt(3, version);
            call.setString(4, to);
            call.setObject(5, basedOn, Types.INTEGER);
            call.setString(6, text == null ? null : text.checksum());
            call.setString(7, text == null ? null : text.version());
            call.setBytes(8, text == null ? null : CatalogueVersion.pack(text));
            return step(call);
        }
    }

    private static RuleStep step(PreparedStatement call) throws SQLException {
        try (ResultSet row = call.executeQuery()) {
            row.next();
            return RuleStep.of(row.getString(1));
        }
    }
}
