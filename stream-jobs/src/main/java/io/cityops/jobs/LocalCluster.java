package io.cityops.jobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.MetricOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.CheckpointingMode;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;

/** Flink in this one JVM: job manager, one task manager, REST and web page. */
final class LocalCluster {
    private LocalCluster() {}

    /** @param restoreFrom the checkpoint to begin with; null to begin empty */
    static StreamExecutionEnvironment environment(JobSettings settings, @Nullable String restoreFrom) {
        Configuration configuration = new Configuration();
        stateAndRecovery(configuration, settings, restoreFrom);
        pace(configuration);
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
                .setMaxParallelism(128);
    }

    /**
     * A job that fails begins again for ever, from its newest checkpoint. Checkpoints may fail for as long as the
     * database is away: the stream waits then, and the one that completes at last covers all.
     */
    private static void stateAndRecovery(
            Configuration configuration, JobSettings settings, @Nullable String restoreFrom) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "hashmap");
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, Checkpoints.location(settings.checkpoints()));
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 3);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, settings.checkpointEvery());
        configuration.set(
                CheckpointingOptions.MIN_PAUSE_BETWEEN_CHECKPOINTS,
                settings.checkpointEvery().dividedBy(2));
        configuration.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, Duration.ofMinutes(1));
        configuration.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
        configuration.set(CheckpointingOptions.CHECKPOINTING_CONSISTENCY_MODE, CheckpointingMode.EXACTLY_ONCE);
        configuration.set(ExecutionOptions.SNAPSHOT_COMPRESSION, true);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, Integer.MAX_VALUE);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofSeconds(1));
        if (restoreFrom != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, restoreFrom);
        }
    }

    private static void pace(Configuration configuration) {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(100));
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
    }

    /** Small and explicit, since it all lies in one JVM beside the heap. */
    private static void memory(Configuration configuration) {
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(48));
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(48));
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
        configuration.set(TaskManagerOptions.MEMORY_SEGMENT_SIZE, MemorySize.parse("16kb"));
    }
}
