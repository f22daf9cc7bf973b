package io.cityops.simulators.replay;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.live.StopSignal;
import io.cityops.simulators.mqtt.Credentials;
import io.cityops.simulators.mqtt.Fleet;
import io.cityops.simulators.mqtt.Member;
import io.cityops.simulators.mqtt.MqttAccess;
import io.cityops.simulators.mqtt.SimulatorMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Plays a recording (CSV) through MQTT as its devices would have sent it.")
public final class ReplayCommand implements Callable<Integer> {
    private static final Duration TICK = Duration.ofMillis(20);
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final Duration PATIENCE_TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(30);
    private static final int MOST_OUTSTANDING = 500;
    private static final int ROWS_A_TICK = 250;

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "the recording, or readings that the city stored")
    private Path file = Path.of("");

    @ArgGroup(exclusive = true, multiplicity = "1")
    private Meaning meaning = new Meaning();

    /** How the file is to be read. */
    private static final class Meaning {
        @Option(names = "--map", description = "what the columns of a recording mean (YAML)")
        private @Nullable Path mapFile;

        @Option(
                names = "--stations",
                description = "devices of a file of stored readings: id,type,area,lat,lon,interval_seconds (CSV)")
        private @Nullable Path stations;
    }

    @Option(names = "--speed", description = "times faster than recorded (default: ${DEFAULT-VALUE})")
    private double speed = 1;

    @Option(names = "--keep-time", description = "readings keep their own time; else each has the moment it is played")
    private boolean keepTime;

    @Option(names = "--limit", description = "stops after so many rows")
    private @Nullable Integer limit;

    @Option(names = "--from", description = "begins at this time of the recording, such as 2021-03-01T06:00")
    private @Nullable String from;

    @Option(names = "--credentials", description = "file with lines device_id,token (default: in CITYOPS_DATA)")
    private @Nullable Path credentialsFile;

    @Option(names = "--ca", description = "for ssl://: certificates to trust, PEM (default: the stack's own)")
    private @Nullable Path authority;

    @Option(names = "--mqtt", description = "the gateway (default: CITYOPS_MQTT_URL, else tcp://127.0.0.1:1883)")
    private @Nullable String url;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!(speed > 0 && speed <= 1e9)) {
            throw new IllegalArgumentException("--speed " + speed + ": allowed is more than 0, up to 1000000000");
        }
        Settings settings = Settings.fromEnvironment();
        StopSignal stop = StopSignal.ofProcess();
        try {
            return stop.finished(run(settings, Clock.systemUTC(), stop));
        } catch (RuntimeException | IOException e) {
            stop.finished(1);
            throw e;
        }
    }

    private int run(Settings settings, Clock clock, StopSignal stop) throws IOException, InterruptedException {
        Catalogue catalogue = Catalogue.load(settings.path("CITYOPS_CATALOGUE"));
        Credentials credentials = Credentials.read(MqttAccess.credentialsFile(credentialsFile, settings));
        return meaning.mapFile != null
                ? playRecording(ReplayMap.read(meaning.mapFile, catalogue), credentials, settings, clock, stop)
                : playReadings(catalogue, credentials, settings, clock, stop);
    }

    private int playRecording(ReplayMap map, Credentials credentials, Settings settings, Clock clock, StopSignal stop)
            throws IOException, InterruptedException {
        Recording recording = recording(map);
        List<Recording.Row> rows = wanted(recording.rows(), map.timeFormat().zone());
        if (rows.isEmpty()) {
            throw new IllegalArgumentException(
                    "nothing to play in " + file + "; " + recording.skips().report());
        }
        say("%,d of %,d rows are played", rows.size(), recording.rows().size());
        List<String> measures =
                map.columns().stream().map(ReplayMap.Column::measure).toList();
        return play(
                map.stations(),
                start -> new Playback(rows, measures, speed, keepTime, start),
                map.timeFormat().zone(),
                credentials,
                settings,
                clock,
                stop,
                recording.skips().total());
    }

    private int playReadings(
            Catalogue catalogue, Credentials credentials, Settings settings, Clock clock, StopSignal stop)
            throws IOException, InterruptedException {
        Path table = Objects.requireNonNull(meaning.stations);
        Map<String, ReplayMap.Station> stations = ReadingsFile.stations(table, catalogue);
        try (ReadingsFile readings = ReadingsFile.open(file, stations)) {
            if (!readings.hasNext()) {
                throw new IllegalArgumentException("nothing to play in " + file);
            }
            return play(
                    stations.values(),
                    start -> new Playback(readings, speed, keepTime, start),
                    ZoneId.of("Asia/Ho_Chi_Minh"),
                    credentials,
                    settings,
                    clock,
                    stop,
                    0);
        }
    }

    private int play(
            Collection<ReplayMap.Station> stations,
            LongFunction<Playback> atStart,
            ZoneId zone,
            Credentials credentials,
            Settings settings,
            Clock clock,
            StopSignal stop,
            int skipped)
            throws IOException, InterruptedException {
        SimulatorMeters meters = new SimulatorMeters(new SimpleMeterRegistry(), null);
        try (Fleet fleet = new Fleet(MqttAccess.broker(url, authority, settings), meters)) {
            connect(stations, credentials, fleet, stop);
            Playback playback = atStart.apply(clock.millis());
            play(playback, zone, fleet, meters, clock, stop);
            long left = fleet.awaitAcknowledgements(PATIENCE_AT_THE_END);
            say(
                    "sent %,d, acknowledged %,d, refused %s, unanswered %,d, skipped %d",
                    playback.played(), meters.acknowledgedCount(), meters.refusedCounts(), left, skipped);
            return left == 0 ? 0 : 1;
        }
    }

    private Recording recording(ReplayMap map) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Recording recording = Recording.read(reader, map);
            say(
                    "%s: %,d rows to play, %d skipped",
                    file, recording.rows().size(), recording.skips().total());
            recording.skips().report().forEach(line -> say("  skipped: %s", line));
            return recording;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException("there is no recording " + file, e);
        }
    }

    private List<Recording.Row> wanted(List<Recording.Row> rows, ZoneId zone) {
        long fromMillis = Long.MIN_VALUE;
        if (from != null) {
            try {
                fromMillis = TimeFormat.isoMillis(from, zone);
            } catch (DateTimeParseException e) {
                throw new IllegalArgumentException("--from '" + from + "': such as 2021-03-01T06:00 is allowed", e);
            }
        }
        long first = fromMillis;
        long most = limit == null ? Long.MAX_VALUE : Math.max(0, limit);
        return rows.stream()
                .filter(row -> row.recordedAtMillis() >= first)
                .limit(most)
                .toList();
    }

    private void connect(Collection<ReplayMap.Station> stations, Credentials credentials, Fleet fleet, StopSignal stop)
            throws IOException, InterruptedException {
        List<String> without = stations.stream()
                .map(ReplayMap.Station::id)
                .filter(id -> credentials.token(id).isEmpty())
                .toList();
        if (!without.isEmpty()) {
            throw new IllegalArgumentException("no token for " + without
                    + "; register the stations first, for a map file what `replay-devices` prints");
        }
        for (ReplayMap.Station station : stations) {
            String token = credentials.token(station.id()).orElseThrow();
            fleet.add(new Member(station.id(), token, Fleet.Protocol.MQTT_5));
        }
        int expected = stations.size();
        long deadline = System.nanoTime() + PATIENCE_TO_CONNECT.toNanos();
        while (fleet.connected() < expected) {
            if (System.nanoTime() > deadline || stop.askedWithin(TICK)) {
                throw new IOException("only %d of %d devices could connect to the gateway within %d s; is it up?"
                        .formatted(fleet.connected(), expected, PATIENCE_TO_CONNECT.toSeconds()));
            }
        }
    }

    private void play(Playback playback, ZoneId zone, Fleet fleet, SimulatorMeters meters, Clock clock, StopSignal stop)
            throws InterruptedException {
        long toldMillis = clock.millis();
        while (!playback.finished() && (limit == null || playback.played() < limit) && !stop.askedWithin(TICK)) {
            if (fleet.outstanding() < MOST_OUTSTANDING) {
                int most = limit == null ? ROWS_A_TICK : Math.min(ROWS_A_TICK, limit - playback.played());
                playback.advanceTo(clock.millis(), most, fleet::send);
            }
            if (clock.millis() - toldMillis >= PROGRESS.toMillis()) {
                toldMillis = clock.millis();
                String position = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT)
                        .format(Instant.ofEpochMilli(playback.positionMillis()).atZone(zone));
                say(
                        "%,d rows, at %s of the recording; acknowledged %,d, refused %s",
                        playback.played(), position, meters.acknowledgedCount(), meters.refusedCounts());
            }
        }
    }

    private void say(String format, Object... arguments) {
        if (spec != null) {
            spec.commandLine().getOut().println(String.format(Locale.ROOT, format, arguments));
            spec.commandLine().getOut().flush();
        }
    }
}
