package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.SecretFile;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.certificate.CertificateAuthority;
import io.cityops.localstack.certificate.DeviceKeyFiles;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.drill.Drill;
import io.cityops.localstack.drill.DrillPlan;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.Signal;
import io.cityops.localstack.registry.People;
import io.cityops.localstack.registry.PlayedDevices;
import io.cityops.localstack.registry.Registry;
import io.cityops.localstack.supervision.Leftovers;
import io.cityops.localstack.supervision.LiveProcess;
import io.cityops.localstack.supervision.StackState;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.version.CatalogueVersion;
import io.cityops.model.version.StoredCatalogue;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The city that another process runs from this data folder, or ran. */
public final class RunningCity {
    private static final Duration STOP_LIMIT = Duration.ofMinutes(4);
    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private final StackSettings settings;
    private final DataFolder data;

    public RunningCity(StackSettings settings) {
        this.settings = settings;
        this.data = new DataFolder(settings.data());
    }

    /** What is really alive, whatever was written down. */
    public StackState state() throws IOException {
        return data.stateFile().read().verified();
    }

    public StreamJob streamJob() {
        return new StreamJob(settings, data, this);
    }

    /** The newest that is stored; the installed one where the database does not answer or has none. */
    public Catalogue catalogue() {
        if (Files.exists(data.config("database-passwords"))) {
            try (Connection connection = database().connect(DatabaseRole.REGISTRAR)) {
                CatalogueVersion newest = StoredCatalogue.newest(connection);
                if (newest != null) {
                    return newest.text().compile();
                }
            } catch (SQLException | IOException e) {
                // What the command wants of the database next says better what is wrong with it.
                return Catalogue.load(settings.catalogue());
            }
        }
        return Catalogue.load(settings.catalogue());
    }

    /** Found by the port that the running city wrote down, else by the settings. */
    public DatabaseAccess database() throws IOException {
        requireCity();
        int port = state().processes().stream()
                .filter(process -> process.name().equals(Parts.DATABASE) && process.pid() != 0)
                .flatMap(process -> process.ports().stream())
                .findFirst()
                .orElse(settings.ports().database());
        String url = settings.externalDatabase() != null
                ? settings.externalDatabase().jdbcUrl()
                : "jdbc:postgresql://%s:%d/cityops".formatted(settings.host(), port);
        return DatabaseAccess.of(url, settings.data());
    }

    /** The operator's own, made now if it was not yet. */
    public CertificateAuthority authority() throws IOException {
        requireCity();
        return CertificateAuthority.in(data.config(""), Instant.now());
    }

    /** The certificates by which a device knows the gateway, as PEM; empty before the gateway has started once. */
    public String gatewayCertificates() throws IOException {
        SecretFile password = new SecretFile(data.config("tls-password"));
        return DeviceKeyFiles.shownBy(
                data.config("tls.p12"), password.readIfPresent().strip());
    }

    public static String newPassword() {
        return Passwords.generate();
    }

    /** Where its pages are. */
    public String dashboardUrl() {
        return settings.dashboardUrl();
    }

    public People people() throws IOException {
        DatabaseAccess database = database();
        try {
            return People.open(database, "cli:" + System.getProperty("user.name"));
        } catch (SQLException e) {
            throw new StackFailure(
                    "the city's database does not answer (" + firstLine(e) + ")",
                    "Start the city with: ./cityops demo",
                    e);
        }
    }

    public Registry registry() throws IOException {
        DatabaseAccess database = database();
        try {
            return Registry.open(database, "cli:" + System.getProperty("user.name"));
        } catch (SQLException e) {
            throw new StackFailure(
                    "the city's database does not answer (" + firstLine(e) + ")",
                    "Start the city with: ./cityops demo",
                    e);
        }
    }

    private void requireCity() {
        if (!Files.exists(data.config("database-passwords"))) {
            throw new StackFailure("there is no city in " + settings.data(), "Start one with: ./cityops demo");
        }
    }

    private static String firstLine(SQLException thrown) {
        return String.valueOf(thrown.getMessage()).lines().findFirst().orElse("");
    }

    /** @param mapFile says which stations the recording has */
    public int registerReplayed(Path mapFile) throws IOException, SQLException {
        Execution stations = Execution.run(
                Duration.ofMinutes(1),
                null,
                new Parts(settings, new Console(System.err, java.time.Clock.systemUTC()))
                        .simulatorsCommand(List.of("replay-devices", "--map", mapFile.toString())));
        if (!stations.succeeded()) {
            throw new StackFailure(
                    "the map file cannot be used: " + stations.lastLine(), "Put that right in " + mapFile);
        }
        registry().close();
        return new PlayedDevices(replayCredentials(), database(), catalogue()).register(stations.output());
    }

    public Launch replay(Path recording, Path mapFile, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("replay", recording.toString(), "--map", mapFile.toString()));
        arguments.addAll(options);
        arguments.addAll(List.of("--credentials", replayCredentials().toString(), "--mqtt", settings.mqttUrl()));
        return new Parts(settings, new Console(System.err, java.time.Clock.systemUTC())).simulatorsCommand(arguments);
    }

    /** What a drill of a scenario needs; wards and sectors are checked against the city's catalogue. */
    public DrillPlan drillPlan(Path scenario, double speed, @Nullable Integer devices) {
        List<String> arguments =
                new ArrayList<>(List.of("drill-plan", scenario.toString(), "--speed", Double.toString(speed)));
        if (devices != null) {
            arguments.addAll(List.of("--devices", devices.toString()));
        }
        Execution plan = Execution.run(Duration.ofMinutes(1), null, simulators(arguments));
        if (!plan.succeeded()) {
            throw new StackFailure(
                    "the scenario cannot be played: " + plan.lastLine(), "Put that right in " + scenario);
        }
        return DrillPlan.read(plan.output());
    }

    /** @param options besides scenario, run, tokens and gateway */
    public Launch drill(Path scenario, Drill drill, Path credentials, List<String> options) {
        List<String> arguments = new ArrayList<>(List.of("drill", scenario.toString(), "--run", drill.id()));
        arguments.addAll(options);
        arguments.addAll(List.of("--credentials", credentials.toString(), "--mqtt", settings.mqttUrl()));
        return simulators(arguments);
    }

    /** Where drills leave their reports. */
    public Path drills() {
        return settings.data().resolve("drills");
    }

    /** Registers the twins of devices whose readings are to be played. */
    public int registerTwins(String table) throws IOException, SQLException {
        registry().close();
        return new PlayedDevices(replayCredentials(), database(), catalogue()).register(table);
    }

    /** @param stations the twins, as the registry's table has devices */
    public Launch replayReadings(Path readings, Path stations, List<String> options) {
        List<String> arguments =
                new ArrayList<>(List.of("replay", readings.toString(), "--stations", stations.toString()));
        arguments.addAll(options);
        arguments.addAll(List.of("--credentials", replayCredentials().toString(), "--mqtt", settings.mqttUrl()));
        return simulators(arguments);
    }

    /** A run of the simulators' own command line. */
    public Launch simulators(List<String> arguments) {
        return new Parts(settings, new Console(System.err, java.time.Clock.systemUTC())).simulatorsCommand(arguments);
    }

    private Path replayCredentials() {
        return data.config("replay-devices.csv");
    }

    /** Stops it in order and returns when it is gone; false when nothing ran. */
    public boolean stop(Console console) throws IOException {
        if (!Files.isDirectory(settings.data().resolve("run"))) {
            return false;
        }
        StackState written = data.stateFile().read();
        Optional<ProcessHandle> supervisor = LiveProcess.find(written.supervisorPid(), written.supervisorStartedAt());
        if (supervisor.isPresent() && written.state() != StackState.Overall.DOWN) {
            console.say("stopping the city that process " + supervisor.get().pid() + " runs");
            Signal.send("TERM", supervisor.get().pid());
            await(supervisor.get(), console);
        }
        try (FileLock ours = data.lock()) {
            int leftovers =
                    new Leftovers(data.stateFile().read(), console).stop(Parts.STOP_ORDER, Parts.FAST_SHUTDOWN_ONLY);
            data.stateFile().write(data.stateFile().read().verified());
            return ours.isValid() && (supervisor.isPresent() || leftovers > 0);
        }
    }

    private void await(ProcessHandle supervisor, Console console) {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < STOP_LIMIT.toNanos()) {
            try {
                supervisor.onExit().get(HEARTBEAT.toMillis(), TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                console.say("still stopping (%s)".formatted(Console.seconds(System.nanoTime() - begin)));
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        throw new StackFailure(
                "the city did not stop within " + STOP_LIMIT.toMinutes() + " minutes",
                "Look into " + data.logs() + ", or end process " + supervisor.pid() + " with kill -9 and try again");
    }
}
