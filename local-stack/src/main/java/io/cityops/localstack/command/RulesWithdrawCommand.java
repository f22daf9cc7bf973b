package io.cityops.localstack.command;

import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleVersions;
import java.sql.SQLException;
import picocli.CommandLine.Command;

@Command(name = "withdraw", description = "Gives a version up; its shadow ends.")
final class RulesWithdrawCommand extends RuleStepCommand {
    RulesWithdrawCommand() {
        super("withdrawn");
    }

    @Override
    RuleStep take(RuleVersions versions, String rule, int version) throws SQLException {
        return versions.withdraw(rule, version);
    }
}
