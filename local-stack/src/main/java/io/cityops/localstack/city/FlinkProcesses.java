package io.cityops.localstack.city;

import io.cityops.localstack.process.Launch;
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

    FlinkProcesses(StackSettings settings, Modules modules, Environment environment) {
        this.settings = settings;
        this.modules = modules;
        this.environment = environment;
        this.parallelism = Parallelism.keptIn(new DataFolder(settings.data()));
    }

    Service single() {
        List<String> flags = List.of("-Xms256m", "-Xmx1g", "-XX:MaxDirectMemorySize=256m");
        Health health = new HttpHealth(settings.host(), settings.ports().jobs());
        return service(
                Parts.JOBS,
                List.of(settings.ports().flink(), settings.ports().jobs()),
                () -> jvm("io.cityops.jobs.CityJob", flags, settings.ports().jobs(), Parts.JOBS),
                health);
    }

    /** In the order of their start. */
    List<Service> cluster() {
        Ports ports = settings.ports();
        List<Service> services = new ArrayList<>();
        services.add(service(
                Parts.ZOOKEEPER,
                List.of(ports.cluster().zookeeper()),
                () -> jvm("io.cityops.jobs.cluster.ZooKeeper", List.of("-Xmx96m"), ports.jobs(), Parts.ZOOKEEPER),
                new PortHealth(settings.host(), ports.cluster().zookeeper())));
        services.add(service(
                Parts.JOB_MANAGER,
                List.of(ports.flink(), ports.jobs(), ports.cluster().jobManagerRpc()),
                () -> jvm(
                        "io.cityops.jobs.cluster.JobManager",
                        List.of("-Xms128m", "-Xmx384m"),
                        ports.jobs(),
                        Parts.JOB_MANAGER),
                new FlinkHealth(settings.host(), ports.flink())));
        for (int i = 0; i < ports.cluster().taskManagers().size(); i++) {
            String name = Parts.TASK_MANAGER + "-" + (i + 1);
            int port = ports.cluster().taskManagers().get(i);
            services.add(service(
                    name,
                    List.of(port),
                    () -> jvm(
                            "io.cityops.jobs.cluster.TaskManager",
                            List.of("-Xms256m", "-Xmx512m", "-XX:MaxDirectMemorySize=224m"),
                            port,
                            name),
                    new HttpHealth(settings.host(), port)));
        }
        return services;
    }

    private Launch jvm(String mainClass, List<String> flags, int metricsPort, String name) throws IOException {
        Map<String, String> env = environment.get();
        env.put("CITYOPS_JOBS_MEMBER", name);
        env.put("CITYOPS_JOBS_METRICS_PORT", Integer.toString(metricsPort));
        parallelism.chosen().ifPresent(number -> env.put("CITYOPS_JOBS_PARALLELISM", Integer.toString(number)));
        List<String> words = new ArrayList<>(flags);
        words.addAll(FLINK_FLAGS);
        // Each kind of process loads classes of its own, and so has an archive of its own.
        return modules.runAs(
                name.equals(Parts.JOBS) ? "stream-jobs" : name, "stream-jobs", words, mainClass, List.of(), env);
    }

    private static Service service(String name, List<Integer> ports, Service.Launcher launcher, Health health) {
        return new Service(name, ports, launcher, health, health, () -> {}, "TERM", START_LIMIT, STOP_LIMIT);
    }
}
