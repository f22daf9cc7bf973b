package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.process.ListedClasses;
import io.cityops.localstack.supervision.FlinkHealth;
import io.cityops.localstack.supervision.Health;
import io.cityops.localstack.supervision.HttpHealth;
import io.cityops.localstack.supervision.PortHealth;
import io.cityops.localstack.supervision.Service;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The stream job's processes: one JVM with Flink inside, or ZooKeeper, a job manager and two task managers. Both keep
 * their checkpoints in the same place, so that a city can change from one to the other and continues.
 */
final class FlinkProcesses {
    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final List<String> FLINK_FLAGS =
            List.of("--add-opens=java.base/java.util=ALL-UNNAMED", "--add-opens=java.base/java.lang=ALL-UNNAMED");

    /** What the job is told; the passwords are made with the database. */
    @FunctionalInterface
    interface Environment {
        Map<String, String> get() throws IOException;
    }

    private final StackSettings settings;
    private final Modules modules;
    private final Environment environment;
    private final Parallelism parallelism;
    private final List<ListedClasses> listed = new ArrayList<>();

    FlinkProcesses(StackSettings settings, Modules modules, Environment environment) {
        this.settings = settings;
        this.modules = modules;
        this.environment = environment;
        this.parallelism = Parallelism.keptIn(new DataFolder(settings.data()));
    }

    Service single() {
        List<String> flags = List.of("-Xms256m", "-Xmx1g", "-XX:MaxDirectMemorySize=256m");
        ListedClasses classes = listed("stream-jobs", flags);
        Health health = new HttpHealth(settings.host(), settings.ports().jobs());
        return service(
                Parts.JOBS,
                List.of(settings.ports().flink(), settings.ports().jobs()),
                () -> jvm("io.cityops.jobs.CityJob", classes, settings.ports().jobs(), Parts.JOBS),
                health);
    }

    /** In the order of their start. */
    List<Service> cluster() {
        Ports ports = settings.ports();
        List<Service> services = new ArrayList<>();
        ListedClasses zooKeeper = listed(Parts.ZOOKEEPER, List.of("-Xmx96m"));
        services.add(service(
                Parts.ZOOKEEPER,
                List.of(ports.cluster().zookeeper()),
                () -> jvm("io.cityops.jobs.cluster.ZooKeeper", zooKeeper, ports.jobs(), Parts.ZOOKEEPER),
                new PortHealth(settings.host(), ports.cluster().zookeeper())));
        ListedClasses jobManager = listed(Parts.JOB_MANAGER, List.of("-Xms128m", "-Xmx384m"));
        services.add(service(
                Parts.JOB_MANAGER,
                List.of(ports.flink(), ports.jobs(), ports.cluster().jobManagerRpc()),
                () -> jvm("io.cityops.jobs.cluster.JobManager", jobManager, ports.jobs(), Parts.JOB_MANAGER),
                new FlinkHealth(settings.host(), ports.flink())));
        ListedClasses taskManager =
                listed(Parts.TASK_MANAGER, List.of("-Xms256m", "-Xmx512m", "-XX:MaxDirectMemorySize=224m"));
        for (int i = 0; i < ports.cluster().taskManagers().size(); i++) {
            String name = Parts.TASK_MANAGER + "-" + (i + 1);
            int port = ports.cluster().taskManagers().get(i);
            services.add(service(
                    name,
                    List.of(port),
                    () -> jvm("io.cityops.jobs.cluster.TaskManager", taskManager, port, name),
                    new HttpHealth(settings.host(), port)));
        }
        return services;
    }

    /** What was listed since the services were started becomes archives for their next start. */
    void keepClasses(Console console) {
        for (ListedClasses each : listed) {
            String trouble = each.makeArchive();
            if (!trouble.isEmpty()) {
                console.say(
                        "%s will start slower, its classes could not be archived: %s".formatted(each.name(), trouble));
            }
        }
    }

    private ListedClasses listed(String program, List<String> flags) {
        List<String> words = new ArrayList<>(flags);
        words.addAll(FLINK_FLAGS);
        ListedClasses classes = modules.listed(program, "stream-jobs", words);
        listed.add(classes);
        return classes;
    }

    private Launch jvm(String mainClass, ListedClasses classes, int metricsPort, String name) throws IOException {
        Map<String, String> env = environment.get();
        env.put("CITYOPS_JOBS_MEMBER", name);
        env.put("CITYOPS_JOBS_METRICS_PORT", Integer.toString(metricsPort));
        parallelism.chosen().ifPresent(number -> env.put("CITYOPS_JOBS_PARALLELISM", Integer.toString(number)));
        return classes.launch(mainClass, env);
    }

    private static Service service(String name, List<Integer> ports, Service.Launcher launcher, Health health) {
        return new Service(name, ports, launcher, health, health, () -> {}, "TERM", START_LIMIT, STOP_LIMIT);
    }
}
