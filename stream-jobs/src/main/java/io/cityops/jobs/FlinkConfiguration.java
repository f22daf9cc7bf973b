package io.cityops.jobs;

import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.core.execution.CheckpointingMode;

/** What Flink is told of the job, wherever it runs: how state is kept, how it recovers, how it is paced. */
public final class FlinkConfiguration {
    /** Key groups, and so the highest parallelism that a savepoint can ever be given. */
    public static final int MAX_PARALLELISM = 128;

    private FlinkConfiguration() {}

    public static Configuration of(JobSettings settings) {
        Configuration configuration = new Configuration();
        stateAndRecovery(configuration, settings);
        pace(configuration);
        return configuration;
    }

    /**
     * A job that fails begins again for ever, from its newest checkpoint. Checkpoints may fail for as long as the
     * database is away: the stream waits then, and the one that completes at last covers all.
     */
    private static void stateAndRecovery(Configuration configuration, JobSettings settings) {
        configuration.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
        configuration.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
        // A timer of each device: in RocksDB, setting and removing one cost more than the rest of a message's way.
        configuration.setString("state.backend.rocksdb.timer-service.factory", "HEAP");
        // Operators keep what they work on in their own memory, so small buffers do.
        configuration.setString("state.backend.rocksdb.writebuffer.size", "8mb");
        configuration.setString("state.backend.rocksdb.compression.per.level", "LZ4_COMPRESSION");
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
    }

    private static void pace(Configuration configuration) {
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(100));
        configuration.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        configuration.set(ExecutionOptions.BUFFER_TIMEOUT, Duration.ofMillis(10));
    }
}
