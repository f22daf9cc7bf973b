package io.cityops.localstack.command;

import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleVersions;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(
        name = "promote",
        description = "Makes a version that ran in the shadow the active one. Who proposed or rehearsed it may not.")
final class RulesPromoteCommand extends RuleStepCommand {
    RulesPromoteCommand() {
        super("active from the next full minute");
    }

    @Override
    RuleStep take(RuleVersions versions, String rule, int version) throws SQLException {
        return versions.promote(rule, version);
    }
}
