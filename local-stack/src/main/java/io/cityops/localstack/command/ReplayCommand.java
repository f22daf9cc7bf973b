package io.cityops.localstack.command;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.RunningCity;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = {
            "Plays a recording through MQTT as its devices would have sent it.",
            "The stations of the map file are registered first, with tokens of their own."
        })
public final class ReplayCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Parameters(paramLabel = "FILE.csv", description = "The recording.")
    private Path recording = Path.of("");

    @Option(
            names = "--map",
            paramLabel = "MAP.yaml",
            required = true,
            description = "Which column is which device, measure, unit and time.")
    private Path mapFile = Path.of("");

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many times faster than it was recorded (default: ${DEFAULT-VALUE}).")
    private String speed = "1";

    @Option(names = "--keep-time", description = "Each reading keeps its own time instead of the moment it is played.")
    private boolean keepTime;

    @Option(names = "--limit", paramLabel = "N", description = "End after this many rows.")
    private @Nullable Long limit;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "Begin with the rows of this time, ISO 8601 in the zone of the map file.")
    private @Nullable String from;

    @Override
    public Integer call() throws Exception {
        for (Path file : List.of(recording, mapFile)) {
            if (!Files.isReadable(file)) {
                throw new StackFailure(file + " cannot be read", "Name a file that is there");
            }
        }
        RunningCity running = city.city();
        int stations = running.registerReplayed(mapFile);
        System.out.println(stations + " stations registered");
        List<String> options = new ArrayList<>(List.of("--speed", speed));
        if (keepTime) {
            options.add("--keep-time");
        }
        if (limit != null) {
            options.addAll(List.of("--limit", limit.toString()));
        }
        if (from != null) {
            options.addAll(List.of("--from", from));
        }
        return running.replay(recording, mapFile, options).runInForeground();
    }
}
