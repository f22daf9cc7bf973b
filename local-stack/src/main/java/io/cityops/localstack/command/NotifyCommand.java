package io.cityops.localstack.command;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "notify",
        description = "Who is told of alarms by e-mail, webhook and SMS.",
        subcommands = {NotifyCommand.Route.class, NotifyTestCommand.class})
public final class NotifyCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    @Command(
            name = "route",
            description = "The ways to reach people.",
            subcommands = {NotifyRouteAddCommand.class, NotifyRouteListCommand.class, NotifyRouteRemoveCommand.class})
    static final class Route implements Runnable {
        @Spec
        private @Nullable CommandSpec spec;

        @Override
        public void run() {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
        }
    }
}
