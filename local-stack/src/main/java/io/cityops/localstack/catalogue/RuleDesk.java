package io.cityops.localstack.catalogue;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleVersions;
import java.sql.Connection;
import java.sql.SQLException;

/** Versions of rules for commands: a step that is refused is a failure with its remedy. */
public final class RuleDesk implements AutoCloseable {
    private final Connection connection;
    private final String actor;
    private final RuleVersions versions;

    private RuleDesk(Connection connection, String actor) {
        this.connection = connection;
        this.actor = actor;
        this.versions = new RuleVersions(connection, actor);
    }

    /** @param actor who does it: an account, or {@code cli:} and the machine's user */
    public static RuleDesk open(DatabaseAccess database, String actor) throws SQLException {
        return new RuleDesk(database.connect(DatabaseRole.REGISTRAR), actor);
    }

    public RuleVersions versions() {
        return versions;
    }

    /** @throws StackFailure when there is no such version */
    public String content(String rule, int version) throws SQLException {
        String content = versions.content(rule, version);
        if (content == null) {
            throw refusal(rule, version, actor, new RuleStep(RuleStep.Outcome.UNKNOWN, ""));
        }
        return content;
    }

    /** @throws StackFailure when the step was refused */
    public void require(String rule, int version, RuleStep step) {
        if (!step.isDone()) {
            throw refusal(rule, version, actor, step);
        }
    }

    static StackFailure refusal(String rule, int version, String actor, RuleStep step) {
        String which = "version %d of rule '%s'".formatted(version, rule);
        return switch (step.outcome()) {
            case DONE -> throw new IllegalArgumentException("done is no refusal");
            case NOT_ALLOWED ->
                new StackFailure(actor + " may not change rules", "An engineer or administrator may: --as NAME");
            case KNOWN ->
                new StackFailure(which + " is there already, and versions never change", "Give it a higher version");
            case UNKNOWN -> new StackFailure("there is no " + which, "See: ./cityops rules list");
            case SAME_PERSON ->
                new StackFailure(
                        actor + " proposed " + which + " and may not make it active",
                        "A second person promotes it: --as NAME");
            case REHEARSER ->
                new StackFailure(
                        actor + " rehearsed " + which + " and may not make it active",
                        "Somebody who neither proposed nor rehearsed it promotes it: --as NAME");
            case SHADOW_TAKEN ->
                new StackFailure(
                        "another version of rule '%s' is in the shadow".formatted(rule),
                        "Promote or withdraw that one first");
            case CATALOGUE_CHANGED -> new StackFailure("the catalogue was changed at this moment", "Try again");
            case NO_CATALOGUE -> new StackFailure("the city has no catalogue yet", "Start it once: ./cityops demo");
            case NO_LONGER_VALID ->
                new StackFailure(
                        which + " does not fit into the city's catalogue any more: " + step.detail(),
                        "Propose one that does");
            case WRONG_STATE ->
                new StackFailure(
                        which + " is " + step.detail(),
                        "The way is draft, rehearsed, shadow, active: ./cityops rules rehearse, shadow, promote");
        };
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
