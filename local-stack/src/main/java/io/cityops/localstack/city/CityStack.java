package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseCluster;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.desk.DeskServer;
import io.cityops.localstack.rehearsal.Rehearsals;
import io.cityops.localstack.rejected.Replays;
import io.cityops.localstack.supervision.Leftovers;
import io.cityops.localstack.supervision.ProcessState;
import io.cityops.localstack.supervision.Service;
import io.cityops.localstack.supervision.StackState;
import io.cityops.localstack.supervision.Supervised;
import io.cityops.localstack.supervision.Timing;
import io.cityops.model.catalogue.Catalogue;
import java.io.IOException;
import java.nio.channels.FileLock;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The city on this machine: brought up part by part, watched over while it runs, and taken down in order. One thread
 * brings it up; {@link #stop} may be called from another at any moment.
 */
public final class CityStack {
    private final StackSettings settings;
    private final Console console;
    private final DataFolder data;
    private final Parts parts;
    private final Instant startedAt =
            ProcessHandle.current().info().startInstant().orElse(Instant.EPOCH);

    /** Held for a moment while the state file is written; nothing else is waited for under it. */
    private final Object writing = new Object();

    private @Nullable FileLock lock;
    private @Nullable Housekeeping housekeeping;
    private @Nullable DeskServer rehearsals;
    private @Nullable DeskServer replays;
    private volatile Map<String, Supervised> supervised = Map.of();
    private volatile boolean wasReady;
    private volatile boolean stopping;
    private volatile boolean timescale;

    public CityStack(StackSettings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.data = new DataFolder(settings.data());
        this.parts = new Parts(settings, console);
    }

    /**
     * Returns when every part is ready.
     *
     * @param simulatedDevices how many; 0 for none
     * @param flinkCluster whether the stream job runs on a cluster of separate processes
     * @throws StackFailure with what is wrong and the remedy; {@link #stop} is then still to be called
     */
    public Opening start(boolean fresh, int simulatedDevices, boolean flinkCluster) throws IOException, SQLException {
        data.create();
        lock = data.lock();
        int leftovers =
                new Leftovers(data.stateFile().read(), console).stop(Parts.STOP_ORDER, Parts.FAST_SHUTDOWN_ONLY);
        if (fresh) {
            console.say("emptying " + settings.data());
            data.empty();
        } else if (leftovers > 0) {
            console.say("continuing after a run that was killed");
        }
        data.requireSpace();
        Catalogue catalogue = Catalogue.load(settings.catalogue());
        DatabaseCluster cluster = settings.externalDatabase() == null
                ? new DatabaseCluster(
                        settings.data(), settings.bind(), settings.ports().database())
                : null;
        DatabaseAccess database =
                cluster == null ? DatabaseAccess.of(settings.databaseUrl(), settings.data()) : cluster.access();
        List<Service> services = services(cluster, database, simulatedDevices > 0, flinkCluster);
        PortCheck.requireFree(settings.bind(), services);
        ExternalServers external = new ExternalServers(settings, console);
        external.prepareKafka();
        timescale = external.prepareDatabase(database);
        Opening opening = new Opening(data, parts, database, catalogue, simulatedDevices, console);
        bringUp(services, opening);
        housekeeping =
                new Housekeeping(data, settings.retention(), () -> ownerOf(database), parts::keepClasses, console);
        housekeeping.start();
        rehearsals = new DeskServer(
                database,
                new Rehearsals(arguments -> StreamJobs.rehearsal(settings, database, arguments), console),
                console);
        rehearsals.start();
        replays = new DeskServer(database, new Replays(settings.kafkaBootstrap(), console, Clock.systemUTC()), console);
        replays.start();
        wasReady = true;
        writeState();
        return opening;
    }

    private Connection ownerOf(DatabaseAccess database) throws SQLException {
        StackSettings.ExternalDatabase external = settings.externalDatabase();
        return external == null
                ? database.connect(DatabaseRole.OWNER)
                : DriverManager.getConnection(external.jdbcUrl(), external.owner(), external.ownerPassword());
    }

    private List<Service> services(
            @Nullable DatabaseCluster server, DatabaseAccess database, boolean simulated, boolean flinkCluster) {
        List<Service> services = new ArrayList<>();
        if (server != null) {
            services.add(parts.database(server, made -> timescale = made));
        }
        if (settings.externalKafka() == null) {
            services.add(parts.kafka());
        }
        services.add(parts.gateway(database));
        services.addAll(parts.streamJob(database, flinkCluster));
        if (simulated) {
            services.add(parts.simulators());
        }
        services.add(parts.dashboard(database));
        return services;
    }

    private void bringUp(List<Service> services, Opening opening) {
        Map<String, Supervised> all = new LinkedHashMap<>();
        for (Service service : services) {
            all.put(service.name(), new Supervised(service, data.logs(), Timing.USUAL, console, this::writeState));
        }
        supervised = all;
        CompletableFuture<Void> opened = ready(all, Parts.DATABASE).thenRunAsync(opening::prepareRegistry);
        FirstStart start = new FirstStart(console);
        start.awaits("the registry", opened);
        all.forEach((name, each) -> {
            List<CompletableFuture<?>> reliesOn = new ArrayList<>();
            Parts.RELIES_ON.getOrDefault(name, List.of()).forEach(other -> reliesOn.add(ready(all, other)));
            if (name.equals(Parts.SIMULATORS)) {
                reliesOn.add(opened);
            }
            start.awaits(name, each.firstReady(), each::whyNotReady);
            each.startAfter(reliesOn);
        });
        console.say("starting " + String.join(", ", all.keySet()));
        start.await();
    }

    /** What is somebody else's counts as ready. */
    private static CompletableFuture<Void> ready(Map<String, Supervised> all, String name) {
        Supervised own = all.get(name);
        return own == null ? CompletableFuture.completedFuture(null) : own.firstReady();
    }

    /** Whether the tables are hypertables. */
    public boolean timescale() {
        return timescale;
    }

    public boolean stopping() {
        return stopping;
    }

    /** Stops what runs, those that bring data first; returns when all are gone. Doing it twice does nothing more. */
    public synchronized void stop() {
        stopping = true;
        if (housekeeping != null) {
            housekeeping.close();
        }
        if (rehearsals != null) {
            rehearsals.close();
        }
        if (replays != null) {
            replays.close();
        }
        Map<String, Supervised> all = supervised;
        all.values().forEach(Supervised::ceaseRestarting);
        for (String name : Parts.STOP_ORDER) {
            Supervised each = all.get(name);
            if (each != null) {
                each.stop();
            }
        }
        writeState();
        releaseLock();
    }

    private void releaseLock() {
        if (lock != null) {
            try {
                lock.channel().close();
            } catch (IOException e) {
                console.say("the data folder's lock could not be given back: " + e.getMessage());
            }
            lock = null;
        }
    }

    private void writeState() {
        Map<String, Supervised> all = supervised;
        if (!all.isEmpty()) {
            writeState(all);
        }
    }

    private void writeState(Map<String, Supervised> all) {
        synchronized (writing) {
            try {
                data.stateFile().write(state(all));
            } catch (IOException e) {
                console.say("the state could not be written: " + e.getMessage());
            }
        }
    }

    private StackState state(Map<String, Supervised> all) {
        return new StackState(
                overall(all),
                all.values().stream().map(Supervised::status).toList(),
                ProcessHandle.current().pid(),
                startedAt,
                timescale);
    }

    private StackState.Overall overall(Map<String, Supervised> all) {
        if (all.values().stream().allMatch(each -> each.status().state() == ProcessState.DOWN)) {
            return stopping ? StackState.Overall.DOWN : StackState.Overall.STARTING;
        }
        if (!wasReady && !stopping) {
            return StackState.Overall.STARTING;
        }
        boolean allReady = all.values().stream().allMatch(each -> each.status().state() == ProcessState.READY);
        return allReady && !stopping ? StackState.Overall.READY : StackState.Overall.DEGRADED;
    }
}
