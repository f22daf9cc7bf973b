package io.cityops.localstack.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rules",
        description =
                "Versions of rules on their way into the catalogue: proposed, rehearsed over what was recorded, run in the"
                        + " shadow of the active one, and made active by a second person.",
        subcommands = {
            RulesListCommand.class,
            RulesProposeCommand.class,
            RulesRehearseCommand.class,
            RulesShadowCommand.class,
            RulesDifferencesCommand.class,
            RulesPromoteCommand.class,
            RulesWithdrawCommand.class
        })
public final class RulesCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }
}
