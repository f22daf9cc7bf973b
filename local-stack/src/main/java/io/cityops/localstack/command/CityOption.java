package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.city.StackSettings;
import io.cityops.model.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which city a command is about. */
final class CityOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The city's data folder (default: CITYOPS_DATA, else .cityops in the checkout).")
    private @Nullable Path data;

    StackSettings settings() {
        return StackSettings.from(Settings.fromEnvironment(), data);
    }

    RunningCity city() {
        return new RunningCity(settings());
    }

    static Console console() {
        return new Console(System.out, Clock.system(ZoneId.systemDefault()));
    }
}
