package io.cityops.jobs;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Flink in this one JVM: job manager, one task manager, REST and web page. */
final class LocalCluster {
    private LocalCluster() {}

    /** @param restoreFrom the checkpoint to begin with; null to begin empty */
    static StreamExecutionEnvironment environment(JobSettings settings, @Nullable String restoreFrom) {
        Configuration configuration = FlinkConfiguration.of(settings);
        if (restoreFrom != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
            // Of an operator that a newer version no longer has.
            configuration.set(StateRecoveryOptions.SAVEPOINT_IGNORE_UNCLAIMED_STATE, true);
        }
        memory(configuration);
        configuration.set(CoreOptions.TMP_DIRS, settings.scratch().toString());
        configuration.set(RestOptions.ADDRESS, settings.bind());
        configuration.set(RestOptions.BIND_ADDRESS, settings.bind());
        configuration.set(RestOptions.PORT, settings.restPort());
        configuration.set(RestOptions.BIND_PORT, String.valueOf(settings.restPort()));
        configuration.set(MetricOptions.REPORTERS_LIST, "page");
        configuration.setString("metrics.reporter.page.factory.class", MetricsPage.Factory.class.getName());
        return StreamExecutionEnvironment.createLocalEnvironmentWithWebUI(configuration)
                .setParallelism(settings.parallelism())
                .setMaxParallelism(FlinkConfiguration.MAX_PARALLELISM);
    }

    /** Small and explicit, since it all lies in one JVM beside the heap. */
    private static void memory(Configuration configuration) {
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(96));
        configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("16kb"));
    }
}
