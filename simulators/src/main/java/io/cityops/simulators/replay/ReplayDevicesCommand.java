package io.cityops.simulators.replay;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.live.DevicesCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "replay-devices",
        mixinStandardHelpOptions = true,
        description = "Prints the devices of a map file as CSV, for the registry.")
public final class ReplayDevicesCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--map", required = true, description = "what the columns of the recording mean (YAML)")
    private Path mapFile = Path.of("");

    @Override
    public Integer call() throws IOException {
        Settings settings = Settings.fromEnvironment();
        ReplayMap map = ReplayMap.read(mapFile, Catalogue.load(settings.path("CITYOPS_CATALOGUE")));
        if (spec != null) {
            PrintWriter out = spec.commandLine().getOut();
            out.println(DevicesCommand.HEADER);
            for (ReplayMap.Station station : map.stations()) {
                out.println(String.join(
                        ",",
                        station.id(),
                        station.type(),
                        station.area(),
                        degrees(station.lat()),
                        degrees(station.lon()),
                        Long.toString(station.interval().toSeconds())));
            }
            out.flush();
        }
        return 0;
    }

    private static String degrees(double value) {
        return Double.isNaN(value) ? "" : Double.toString(value);
    }
}
