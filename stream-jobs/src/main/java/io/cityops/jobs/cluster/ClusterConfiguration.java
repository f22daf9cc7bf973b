package io.cityops.jobs.cluster;

import io.cityops.jobs.FlinkConfiguration;
import io.cityops.jobs.MetricsPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.configuration.BlobServerOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.util.FileUtils;

/**
 * Flink's own configuration of a process of the cluster. Its times are chosen so that the loss of any process is noticed
 * within 10 s and the job is back within 30 s.
 */
final class ClusterConfiguration {
    /** So that one task manager alone can carry the whole job while the other is away. */
    private static final int SLOTS = 4;

    private static final Duration NOTICED_WITHIN = Duration.ofSeconds(8);

    private ClusterConfiguration() {}

    static Configuration of(ClusterSettings settings) {
        Configuration configuration = FlinkConfiguration.of(settings.job());
        highAvailability(configuration, settings);
        addresses(configuration, settings);
        memory(configuration, settings);
        configuration.set(CoreOptions.DEFAULT_PARALLELISM, settings.job().parallelism());
        configuration.set(CoreOptions.TMP_DIRS, settings.scratch().toString());
        configuration.set(MetricOptions.REPORTERS_LIST, "page");
        configuration.setString("metrics.reporter.page.factory.class", MetricsPage.Factory.class.getName());
        configuration.setString(
                "metrics.reporter.page.port", String.valueOf(settings.job().metricsPort()));
        configuration.setString("metrics.reporter.page.bind", settings.job().bind());
        return configuration;
    }

    private static void highAvailability(Configuration configuration, ClusterSettings settings) {
        configuration.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        configuration.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/cityops");
        configuration.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                org.apache.flink.core.fs.Path.fromLocalFile(settings.haStorage().toFile())
                        .toString());
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, settings.zookeeper());
        configuration.set(HighAvailabilityOptions.HA_JOB_MANAGER_PORT_RANGE, String.valueOf(settings.rpcPort()));
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, NOTICED_WITHIN);
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, Duration.ofSeconds(5));
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT, Duration.ofSeconds(1));
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_TOLERATE_SUSPENDED_CONNECTIONS, true);
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(2));
        configuration.set(HeartbeatManagerOptions.HEARTBEAT_TIMEOUT, NOTICED_WITHIN);
        // The command that stops the job with a savepoint must still be able to ask where it lies.
        configuration.set(DeploymentOptions.SHUTDOWN_ON_APPLICATION_FINISH, false);
    }

    private static void addresses(Configuration configuration, ClusterSettings settings) {
        String bind = settings.job().bind();
        configuration.set(JobManagerOptions.ADDRESS, bind);
        configuration.set(JobManagerOptions.BIND_HOST, bind);
        configuration.set(JobManagerOptions.PORT, settings.rpcPort());
        configuration.set(TaskManagerOptions.HOST, bind);
        configuration.set(TaskManagerOptions.BIND_HOST, bind);
        configuration.set(RestOptions.ADDRESS, bind);
        configuration.set(RestOptions.BIND_ADDRESS, bind);
        configuration.set(RestOptions.PORT, settings.job().restPort());
        configuration.set(RestOptions.BIND_PORT, String.valueOf(settings.job().restPort()));
        configuration.set(BlobServerOptions.PORT, "0");
    }

    /** All sizes explicit, since no start script computes them: the flags of the JVM are the stack's. */
    private static void memory(Configuration configuration, ClusterSettings settings) {
        configuration.set(TaskManagerOptions.NUM_TASK_SLOTS, SLOTS);
        configuration.set(TaskManagerOptions.CPU_CORES, (double) SLOTS);
        configuration.set(TaskManagerOptions.FRAMEWORK_HEAP_MEMORY, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.FRAMEWORK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.TASK_HEAP_MEMORY, MemorySize.ofMebiBytes(settings.taskHeapMebibytes()));
        configuration.set(TaskManagerOptions.TASK_OFF_HEAP_MEMORY, MemorySize.ofMebiBytes(32));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
        configuration.set(TaskManagerOptions.JVM_METASPACE, MemorySize.ofMebiBytes(160));
        configuration.set(TaskManagerOptions.JVM_OVERHEAD_MIN, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.JVM_OVERHEAD_MAX, MemorySize.ofMebiBytes(64));
        configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("16kb"));
        configuration.set(JobManagerOptions.TOTAL_PROCESS_MEMORY, MemorySize.ofMebiBytes(1024));
    }

    /** Makes the process's folders and writes the configuration where Flink looks for it. Returns the folder. */
    static Path write(ClusterSettings settings) throws IOException {
        FileUtils.deleteDirectory(settings.scratch().toFile());
        Files.createDirectories(settings.scratch());
        Files.createDirectories(settings.job().checkpoints());
        Path folder = settings.folder().resolve("conf-" + settings.member());
        Files.createDirectories(folder);
        StringBuilder yaml = new StringBuilder();
        for (Map.Entry<String, String> entry : new TreeMap<>(of(settings).toMap()).entrySet()) {
            yaml.append(entry.getKey())
                    .append(": '")
                    .append(entry.getValue().replace("'", "''"))
                    .append("'\n");
        }
        Files.writeString(folder.resolve("config.yaml"), yaml);
        return folder;
    }
}
