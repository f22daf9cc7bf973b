package io.cityops.simulators;

import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.settings.SettingsException;
import io.cityops.simulators.drill.DrillCommand;
import io.cityops.simulators.drill.DrillPlanCommand;
import io.cityops.simulators.live.ChronicleCommand;
import io.cityops.simulators.live.CityCommand;
import io.cityops.simulators.live.DevicesCommand;
import io.cityops.simulators.live.FaultCommand;
import io.cityops.simulators.live.PayloadsCommand;
import io.cityops.simulators.live.RecordCommand;
import io.cityops.simulators.live.TelemetryCommand;
import io.cityops.simulators.load.LoadCommand;
import io.cityops.simulators.load.NullBrokerCommand;
import io.cityops.simulators.replay.ReplayCommand;
import io.cityops.simulators.replay.ReplayDevicesCommand;
import io.cityops.simulators.report.LoadReportCommand;
import io.cityops.simulators.statistics.StatisticsCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry. Exit codes: 0 done, 1 failed, 2 wrong usage. */
@Command(
        name = "simulators",
        mixinStandardHelpOptions = true,
        description = "A deterministic city, and recordings, published through MQTT as their devices would.",
        subcommands = {
            DevicesCommand.class,
            CityCommand.class,
            FaultCommand.class,
            PayloadsCommand.class,
            RecordCommand.class,
            ChronicleCommand.class,
            TelemetryCommand.class,
            ReplayCommand.class,
            ReplayDevicesCommand.class,
            DrillPlanCommand.class,
            DrillCommand.class,
            LoadCommand.class,
            NullBrokerCommand.class,
            LoadReportCommand.class,
            StatisticsCommand.class
        })
public final class Simulators {
    /** Held, since java.util.logging forgets loggers that nobody holds. Paho logs there; we tell what matters ourselves. */
    private static final Logger PAHO = Logger.getLogger("org.eclipse.paho");

    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(Simulators.class);

    public static void main(String[] arguments) {
        PAHO.setLevel(Level.OFF);
        System.exit(commandLine().execute(arguments));
    }

    /** The command line, for tests too. */
    public static CommandLine commandLine() {
        return new CommandLine(new Simulators()).setExecutionExceptionHandler((exception, commandLine, parsed) -> {
            if (expected(exception)) {
                commandLine.getErr().println(exception.getMessage());
            } else {
                LOG.error("our own fault", exception);
            }
            return CommandLine.ExitCode.SOFTWARE;
        });
    }

    /** Whether the message alone says what is wrong and what to do. */
    private static boolean expected(Exception exception) {
        return exception instanceof IOException
                || exception instanceof UncheckedIOException
                || exception instanceof IllegalArgumentException
                || exception instanceof SettingsException
                || exception instanceof CatalogueException;
    }
}
