package io.cityops.localstack.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "rehearse",
        subcommands = {
            RehearseRuleCommand.class,
            RehearseServeCommand.class,
            RehearseDayCommand.class,
            RehearseNabCommand.class,
            RehearseNabScoreCommand.class
        },
        description = "Runs what would run live over what was recorded.")
public final class RehearseCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                Objects.requireNonNull(spec).commandLine(),
                "what to rehearse is missing: rule, serve, day, nab or nab-score");
    }
}
