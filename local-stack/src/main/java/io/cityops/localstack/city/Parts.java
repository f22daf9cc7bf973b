package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.certificate.CertificateAuthority;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseCluster;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.kafka.BrokerNode;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.supervision.Health;
import io.cityops.localstack.supervision.HttpHealth;
import io.cityops.localstack.supervision.Service;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Every part of the city: what it is started with, where it listens, and how it is asked. */
final class Parts {
    private static final String CLIENT_CA = "CITYOPS_TLS_CLIENT_CA";

    /** Of the simulated devices, so that every reader of the gateway has work in every demonstration. */
    private static final String PERCENT_IN_FOREIGN_FORMATS = "5";

    private static final String CAMERAS_WITH_PICTURES = "12";

    static final String DATABASE = "timescaledb";
    static final String KAFKA = "kafka";
    static final String GATEWAY = "gateway";
    static final String JOBS = "jobs";
    static final String ZOOKEEPER = "zookeeper";
    static final String JOB_MANAGER = "jobmanager";
    static final String TASK_MANAGER = "taskmanager";
    static final String DASHBOARD = "dashboard";
    static final String SIMULATORS = "simulators";

    /** Those that bring data first, those that keep it last. */
    static final List<String> STOP_ORDER = List.of(
            SIMULATORS,
            GATEWAY,
            JOBS,
            JOB_MANAGER,
            TASK_MANAGER + "-1",
            TASK_MANAGER + "-2",
            ZOOKEEPER,
            DASHBOARD,
            KAFKA,
            DATABASE);

    /** What must be ready first; later each copes with the others coming and going. */
    static final Map<String, List<String>> RELIES_ON = Map.of(
            GATEWAY, List.of(DATABASE, KAFKA),
            JOBS, List.of(DATABASE, KAFKA),
            JOB_MANAGER, List.of(DATABASE, KAFKA, ZOOKEEPER),
            DASHBOARD, List.of(DATABASE),
            SIMULATORS, List.of(GATEWAY));

    /** PostgreSQL waits for its clients on TERM; on INT it sends them away, and loses nothing that was committed. */
    private static final String FAST_SHUTDOWN = "INT";

    static final List<String> FAST_SHUTDOWN_ONLY = List.of(DATABASE);

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final StackSettings settings;
    private final DataFolder data;
    private final Modules modules;
    private final Console console;
    private volatile @Nullable FlinkProcesses flink;

    Parts(StackSettings settings, Console console) {
        this.settings = settings;
        this.data = new DataFolder(settings.data());
        this.modules = Modules.of(settings.home(), settings.cache());
        this.console = console;
    }

    Service database(DatabaseCluster cluster, Consumer<Boolean> timescale) {
        Health answers = asked(cluster::answers, "it refuses connections");
        return new Service(
                DATABASE,
                List.of(settings.ports().database()),
                () -> cluster.prepare(settings.cache(), line -> console.say(DATABASE + ": " + line)),
                answers,
                answers,
                () -> timescale.accept(cluster.bringUpToDate()),
                FAST_SHUTDOWN,
                START_LIMIT,
                Duration.ofMinutes(1));
    }

    Service kafka() {
        BrokerNode node = new BrokerNode(
                settings.data(),
                settings.bind(),
                settings.ports().kafka(),
                settings.ports().kafkaController());
        return new Service(
                KAFKA,
                List.of(settings.ports().kafka(), settings.ports().kafkaController()),
                () -> node.prepare(modules.archive().flags(KAFKA)),
                asked(node::answers, "it does not answer clients"),
                asked(node::listens, "it takes no connections"),
                node::createMissingTopics,
                "TERM",
                START_LIMIT,
                STOP_LIMIT);
    }

    private static Health asked(java.util.function.BooleanSupplier question, String otherwise) {
        return () -> question.getAsBoolean() ? Health.Answer.UP : Health.Answer.down(otherwise);
    }

    Service gateway(DatabaseAccess database) {
        List<String> flags = List.of("-Xms64m", "-Xmx256m", "-XX:MaxDirectMemorySize=128m");
        return service(
                GATEWAY,
                List.of(
                        settings.ports().mqtt(),
                        settings.ports().mqtts(),
                        settings.ports().gateway()),
                settings.ports().gateway(),
                () -> {
                    TlsKeystore tls = TlsKeystore.in(data);
                    Map<String, String> env = environment(database, DatabaseRole.GATEWAY);
                    env.put("CITYOPS_TLS_KEYSTORE", tls.file().toString());
                    env.put("CITYOPS_TLS_PASSWORD", tls.password());
                    if (Settings.fromEnvironment().optional(CLIENT_CA) == null) {
                        Path config = data.config("");
                        env.put(
                                CLIENT_CA,
                                CertificateAuthority.in(config, Instant.now())
                                        .file()
                                        .toString());
                    }
                    return modules.run("ingest-gateway", flags, "io.cityops.gateway.Gateway", List.of(), env);
                });
    }

    /** The stream job in one JVM, or on a cluster of separate processes. */
    List<Service> streamJob(DatabaseAccess database, boolean cluster) {
        FlinkProcesses processes =
                new FlinkProcesses(settings, modules, () -> environment(database, DatabaseRole.JOBS));
        flink = processes;
        return cluster ? processes.cluster() : List.of(processes.single());
    }

    /** Once the city is ready: so that the stream job is back sooner when it dies. Takes a while. */
    void keepClasses() {
        if (flink != null) {
            flink.keepClasses(console);
        }
    }

    Service dashboard(DatabaseAccess database) {
        List<String> flags = List.of("-Xms128m", "-Xmx384m", "-XX:TieredStopAtLevel=1");
        return service(
                DASHBOARD,
                List.of(settings.ports().dashboard()),
                settings.ports().dashboard(),
                () -> modules.runJar("dashboard", flags, environment(database, DatabaseRole.DASHBOARD)));
    }

    Service simulators() {
        List<String> flags = List.of("-Xms64m", "-Xmx384m", "-Xss256k");
        return service(
                SIMULATORS,
                List.of(settings.ports().simulators()),
                settings.ports().simulators(),
                () -> modules.run(
                        "simulators",
                        flags,
                        "io.cityops.simulators.Simulators",
                        List.of("city", "--formats", PERCENT_IN_FOREIGN_FORMATS, "--stills", CAMERAS_WITH_PICTURES),
                        simulatorEnvironment()));
    }

    /** A short run of the simulators' command line. */
    Launch simulatorsCommand(List<String> arguments) {
        return modules.run(
                "simulators",
                List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"),
                "io.cityops.simulators.Simulators",
                arguments,
                simulatorEnvironment());
    }

    /**
     * A load run: compiled as well as can be, since it must not be what limits the rate.
     *
     * @param database read by its reader to see what was stored; null where nothing can be read back
     */
    Launch load(List<String> arguments, @Nullable DatabaseAccess database) {
        List<String> words = new ArrayList<>(List.of("load"));
        words.addAll(arguments);
        Map<String, String> env = simulatorEnvironment();
        env.put("CITYOPS_HOME", settings.home().toString());
        if (database != null) {
            env.put("CITYOPS_READER_URL", database.jdbcUrl());
            env.put("CITYOPS_READER_USER", DatabaseRole.READER.roleName());
            env.put("CITYOPS_READER_PASSWORD", database.password(DatabaseRole.READER));
        }
        return modules.run(
                "simulators",
                List.of("-Xms256m", "-Xmx1g", "-XX:MaxDirectMemorySize=256m"),
                "io.cityops.simulators.Simulators",
                words,
                env);
    }

    private Service service(String name, List<Integer> ports, int healthPort, Service.Launcher launcher) {
        Health health = new HttpHealth(settings.host(), healthPort);
        return new Service(name, ports, launcher, health, health, () -> {}, "TERM", START_LIMIT, STOP_LIMIT);
    }

    private Map<String, String> environment(DatabaseAccess database, DatabaseRole role) throws IOException {
        Map<String, String> env = common();
        env.put("CITYOPS_KAFKA", settings.kafkaBootstrap());
        env.put("CITYOPS_DB_URL", database.jdbcUrl());
        env.put("CITYOPS_DB_USER", role.roleName());
        env.put("CITYOPS_DB_PASSWORD", database.password(role));
        return env;
    }

    private Map<String, String> simulatorEnvironment() {
        Map<String, String> env = common();
        env.put("CITYOPS_MQTT_URL", settings.mqttUrl());
        // Devices know nothing of the database; what we were told about it is not for them.
        env.put("CITYOPS_DB_PASSWORD", "");
        return env;
    }

    private Map<String, String> common() {
        Map<String, String> env = new HashMap<>();
        env.put("CITYOPS_DATA", settings.data().toString());
        env.put("CITYOPS_BIND", settings.bind());
        return env;
    }
}
