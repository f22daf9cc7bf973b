package io.cityops.localstack;

import io.cityops.localstack.command.BenchCommand;
import io.cityops.localstack.command.CaCommand;
import io.cityops.localstack.command.CatalogueCommand;
import io.cityops.localstack.command.DbUrlCommand;
import io.cityops.localstack.command.DemoCommand;
import io.cityops.localstack.command.DeviceCommand;
import io.cityops.localstack.command.DoctorCommand;
import io.cityops.localstack.command.DownCommand;
import io.cityops.localstack.command.DrillCommand;
import io.cityops.localstack.command.FaultCommand;
import io.cityops.localstack.command.JobsCommand;
import io.cityops.localstack.command.KioskCommand;
import io.cityops.localstack.command.LoadCommand;
import io.cityops.localstack.command.NotifyCommand;
import io.cityops.localstack.command.RehearseCommand;
import io.cityops.localstack.command.RejectedCommand;
import io.cityops.localstack.command.ReplayCommand;
import io.cityops.localstack.command.RulesCommand;
import io.cityops.localstack.command.StatusCommand;
import io.cityops.localstack.command.UserCommand;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.settings.SettingsException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command line behind {@code ./cityops}. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "cityops",
        scope = ScopeType.INHERIT,
        mixinStandardHelpOptions = true,
        version = "CityOps 0.1",
        description = "The real-time heart of a city operations centre.",
        subcommands = {
            DemoCommand.class,
            StatusCommand.class,
            DownCommand.class,
            DbUrlCommand.class,
            DeviceCommand.class,
            CaCommand.class,
            UserCommand.class,
            KioskCommand.class,
            CatalogueCommand.class,
            NotifyCommand.class,
            FaultCommand.class,
            ReplayCommand.class,
            DrillCommand.class,
            RulesCommand.class,
            RehearseCommand.class,
            RejectedCommand.class,
            JobsCommand.class,
            LoadCommand.class,
            BenchCommand.class,
            DoctorCommand.class
        })
public final class Cli implements Runnable {
    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        // Ours, whatever else of that name lies on the class path; before anything asks for a logger.
        System.setProperty("logback.configurationFile", "io/cityops/localstack/cli-logback.xml");
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine cli = new CommandLine(new Cli());
        LoadCommand.showItsHelp(cli);
        return cli.setExecutionExceptionHandler((thrown, line, parsed) -> {
            if (isForTheOperator(thrown)) {
                line.getErr().println("cityops: " + thrown.getMessage());
            } else {
                line.getErr().println("cityops: failed, and not by your doing: " + thrown);
                thrown.printStackTrace(line.getErr());
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Whether its message alone says what is wrong and what to do. */
    private static boolean isForTheOperator(Exception thrown) {
        return thrown instanceof StackFailure
                || thrown instanceof SettingsException
                || thrown instanceof CatalogueException;
    }

    @Override
    public void run() {
        throw new ParameterException(java.util.Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }
}
