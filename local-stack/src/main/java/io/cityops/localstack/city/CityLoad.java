package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.registry.CredentialsFile;
import io.cityops.localstack.registry.DeviceCsv;
import io.cityops.localstack.registry.Registry;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Load on a gateway of ours: the devices it plays are registered for the run, and removed after it. */
public final class CityLoad {
    private static final Duration PLAN_LIMIT = Duration.ofMinutes(2);
    private static final String ACTOR = "load";

    private final StackSettings settings;
    private final Parts parts;
    private final DatabaseAccess database;

    CityLoad(StackSettings settings, Parts parts, DatabaseAccess database) {
        this.settings = settings;
        this.parts = parts;
        this.database = database;
    }

    /** On the gateway of the city that runs from this data folder. */
    public static CityLoad on(StackSettings settings, Console console) throws IOException {
        RunningCity city = new RunningCity(settings);
        try (Registry registry = city.registry()) {
            return new CityLoad(settings, new Parts(settings, console), city.database());
        } catch (SQLException e) {
            throw unwritable(e);
        }
    }

    /** The load with these options as it is: its help, or a run against somebody else's broker. */
    public static Launch plain(StackSettings settings, Console console, List<String> options) {
        return new Parts(settings, console).load(options, null);
    }

    /** Another short command of the simulators. */
    public static Launch simulators(StackSettings settings, Console console, List<String> words) {
        return new Parts(settings, console).simulatorsCommand(words);
    }

    /** What it prints. */
    public static Execution output(Launch load) {
        return Execution.run(PLAN_LIMIT, null, load);
    }

    /** @param keep whether the devices stay registered */
    public int run(List<String> options, boolean keep, Console console)
            throws IOException, InterruptedException, SQLException {
        Execution plan = output(parts.load(with(options, "--list-devices"), null));
        if (!plan.succeeded()) {
            console.print(plan.errors().stripTrailing());
            return plan.exitCode();
        }
        Map<String, String> tokens = registerTable(plan.output());
        console.say(tokens.size() + " devices registered for the load");
        Path credentials =
                settings.data().resolve("run/load-" + ProcessHandle.current().pid() + ".csv");
        new CredentialsFile(credentials).write(tokens);
        Cleaning cleaning = new Cleaning(credentials, List.copyOf(tokens.keySet()), keep, console);
        // After Ctrl-C too, which the load hears as well: it tells its result, and then the devices are taken out.
        Runtime.getRuntime().addShutdownHook(new Thread(cleaning, "remove-load-devices"));
        // The gateway hears of the devices within moments; who knocks before that is told that nobody knows it.
        TimeUnit.MILLISECONDS.sleep(500 + tokens.size() / 20);
        List<String> all = with(options, "--credentials", credentials.toString(), "--url", settings.mqttUrl());
        Process load = parts.load(all, database).startInForeground();
        cleaning.load = load;
        return load.waitFor();
    }

    /** The devices that the load plays with these options, registered, and their tokens. */
    Map<String, String> register(List<String> options) throws IOException, SQLException {
        Execution plan = output(parts.load(with(options, "--list-devices"), null));
        if (!plan.succeeded()) {
            throw new StackFailure(
                    "the load cannot say which devices it plays: " + plan.lastLine(), "Mend its options");
        }
        return registerTable(plan.output());
    }

    private Map<String, String> registerTable(String table) throws IOException, SQLException {
        List<Registry.NewDevice> devices = new ArrayList<>();
        Map<String, String> tokens = new LinkedHashMap<>();
        try (Registry registry = Registry.open(database, ACTOR)) {
            for (DeviceRow.Valid device : valid(table)) {
                String token = registry.newToken();
                devices.add(new Registry.NewDevice(device, token));
                tokens.put(device.id(), token);
            }
            registry.put(devices, "device.load");
        }
        return tokens;
    }

    private List<DeviceRow.Valid> valid(String table) throws IOException {
        Catalogue catalogue = Catalogue.load(settings.catalogue());
        List<DeviceRow.Valid> devices = new ArrayList<>();
        for (DeviceCsv.Line line : DeviceCsv.read(new StringReader(table))) {
            switch (line.row().check(catalogue)) {
                case DeviceRow.Valid device -> devices.add(device);
                case DeviceRow.Refused refused ->
                    throw new StackFailure(
                            "device '" + refused.id() + "' cannot be registered: "
                                    + String.join("; ", refused.problems()),
                            "Put that right in the catalogue");
            }
        }
        return devices;
    }

    /** What is to be done when the load has ended, however it did. */
    private final class Cleaning implements Runnable {
        private final Path credentials;
        private final List<String> ids;
        private final boolean keep;
        private final Console console;
        private volatile @Nullable Process load;

        Cleaning(Path credentials, List<String> ids, boolean keep, Console console) {
            this.credentials = credentials;
            this.ids = ids;
            this.keep = keep;
            this.console = console;
        }

        @Override
        public void run() {
            try {
                Process started = load;
                if (started != null) {
                    started.waitFor();
                }
                if (keep) {
                    console.say("the devices stay registered; their tokens are in " + credentials);
                    return;
                }
                Files.deleteIfExists(credentials);
                try (Registry registry = Registry.open(database, ACTOR)) {
                    console.say(registry.deletePlain(ids, "device.load-end") + " devices of the load removed");
                }
            } catch (IOException | SQLException e) {
                console.say("the devices of the load could not be removed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static StackFailure unwritable(SQLException cause) {
        return new StackFailure(
                "the registry cannot be written: " + cause.getMessage(), "Look into logs/timescaledb.log", cause);
    }

    private static List<String> with(List<String> options, String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return all;
    }
}
