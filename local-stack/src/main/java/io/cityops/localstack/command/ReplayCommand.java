package io.cityops.localstack.command;

import io.cityops.localstack.FileTree;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.city.StoredReadings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        description = {
            "Plays a recording through MQTT as its devices would have sent it.",
            "Either a file: the stations of its map are registered first, with tokens of their own.",
            "Or --from-readings: what the city stored from --since until --until, played by twins of its devices with"
                    + " the name replay-..., which count like any other device while they report."
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final ZoneId CITY = ZoneId.of("Asia/Ho_Chi_Minh");

    @Mixin
    private CityOption city = new CityOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "FILE.csv", description = "The recording.")
    private @Nullable Path recording;

    @Option(
            names = "--map",
            paramLabel = "MAP.yaml",
            description = "Which column of the recording is which device, measure, unit and time.")
    private @Nullable Path mapFile;

    @Option(names = "--from-readings", description = "Plays what the city itself has stored.")
    private boolean fromReadings;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Of the readings, such as 2026-11-24T16:00, city time.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Of the readings, exclusive (default: now).")
    private @Nullable String until;

    @Option(names = "--area", paramLabel = "CODE", description = "Only readings of devices in this ward.")
    private @Nullable String area;

    @Option(names = "--device", paramLabel = "ID", description = "Only readings of this device.")
    private @Nullable String device;

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
        return fromReadings ? playReadings() : playRecording();
    }

    private int playRecording() throws Exception {
        if (recording == null || mapFile == null) {
            throw wrongUsage("a recording needs FILE.csv and --map MAP.yaml; stored readings need --from-readings");
        }
        if (since != null || until != null || area != null || device != null) {
            throw wrongUsage("--since, --until, --area and --device choose stored readings; add --from-readings");
        }
        for (Path file : List.of(recording, mapFile)) {
            if (!Files.isReadable(file)) {
                throw new StackFailure(file + " cannot be read", "Name a file that is there");
            }
        }
        RunningCity running = city.city();
        int stations = running.registerReplayed(mapFile);
        System.out.println(stations + " stations registered");
        List<String> options = playing();
        if (from != null) {
            options.addAll(List.of("--from", from));
        }
        return running.replay(recording, mapFile, options).runInForeground();
    }

    private int playReadings() throws Exception {
        if (recording != null || mapFile != null || from != null) {
            throw wrongUsage("--from-readings takes no FILE.csv, --map and --from; it takes --since and --until");
        }
        if (since == null) {
            throw wrongUsage("--from-readings needs --since, such as 2026-11-24T16:00");
        }
        Instant begin = moment("--since", since);
        Instant end = until == null ? Clock.systemUTC().instant() : moment("--until", until);
        if (!end.isAfter(begin)) {
            throw wrongUsage("--until is not after --since");
        }
        RunningCity running = city.city();
        StoredReadings readings = new StoredReadings(running.database(), area, device);
        String stations = readings.stations();
        Path folder = Files.createTempDirectory("cityops-readings");
        try {
            long written = readings.write(folder.resolve("readings.csv"), begin, end);
            if (written == 0) {
                throw new StackFailure("nothing was stored in that time", "Choose another --since and --until");
            }
            Path table = Files.writeString(folder.resolve("stations.csv"), stations);
            int twins = running.registerTwins(stations);
            System.out.printf("%,d readings are played by %,d twins%n", written, twins);
            return running.replayReadings(folder.resolve("readings.csv"), table, playing())
                    .runInForeground();
        } finally {
            FileTree.delete(folder);
        }
    }

    private List<String> playing() {
        List<String> options = new ArrayList<>(List.of("--speed", speed));
        if (keepTime) {
            options.add("--keep-time");
        }
        if (limit != null) {
            options.addAll(List.of("--limit", limit.toString()));
        }
        return options;
    }

    private Instant moment(String option, String text) {
        try {
            return LocalDateTime.parse(text).atZone(CITY).toInstant();
        } catch (DateTimeParseException withoutOffset) {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeParseException e) {
                throw wrongUsage(option + " '" + text + "': such as 2026-11-24T16:00 is allowed");
            }
        }
    }

    private ParameterException wrongUsage(String message) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
