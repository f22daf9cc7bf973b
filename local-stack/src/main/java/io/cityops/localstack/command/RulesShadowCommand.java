package io.cityops.localstack.command;

import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleVersions;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "shadow",
        description =
                "Runs a rehearsed version in the shadow of the active one: what it raises is kept apart and calls nobody.")
final class RulesShadowCommand extends RuleStepCommand {
    RulesShadowCommand() {
        super("in the shadow from the next full minute");
    }

    @Override
    RuleStep take(RuleVersions versions, String rule, int version) throws SQLException {
        return versions.shadow(rule, version);
    }
}
