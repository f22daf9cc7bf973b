package io.cityops.jobs;

import io.cityops.jobs.store.Database;
import io.cityops.model.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the process is told. Each key is an environment variable, named where it is read.
 *
 * @param scratch files that Flink needs while it runs; emptied at each start, since a killed process leaves its own
 * @param parallelism at most the partitions of topic telemetry: a source without partition would hold event time
 */
public record JobSettings(
        String kafka,
        Database database,
        CityCatalogue catalogue,
        Path checkpoints,
        Path scratch,
        String bind,
        int restPort,
        int metricsPort,
        int parallelism,
        Duration checkpointEvery,
        Timing timing) {

    public static JobSettings from(Settings settings) {
        Path data = Path.of(settings.string("CITYOPS_DATA", ".cityops")).toAbsolutePath();
        return new JobSettings(
                settings.required("CITYOPS_KAFKA"),
                new Database(
                        settings.required("CITYOPS_DB_URL"),
                        settings.string("CITYOPS_DB_USER", "cityops_jobs"),
                        settings.required("CITYOPS_DB_PASSWORD")),
                new CityCatalogue(settings.optional("CITYOPS_CATALOGUE")),
                data.resolve("flink").resolve("checkpoints"),
                data.resolve("flink").resolve("scratch"),
                settings.bind(),
                settings.port("CITYOPS_JOBS_REST_PORT", 8081),
                settings.port("CITYOPS_JOBS_METRICS_PORT", 9102),
                settings.integer("CITYOPS_JOBS_PARALLELISM", 2, 1, 4),
                // Each costs a write of every device that was heard since the one before; a start reads again so much.
                settings.duration("CITYOPS_JOBS_CHECKPOINT_EVERY", Duration.ofSeconds(20)),
                timing(settings));
    }

    private static Timing timing(Settings settings) {
        Timing usual = Timing.DEFAULT;
        return new Timing(
                settings.duration("CITYOPS_JOBS_WATERMARK_LAG", usual.watermarkLag()),
                settings.duration("CITYOPS_JOBS_LATENESS", usual.lateness()),
                settings.duration("CITYOPS_JOBS_DUPLICATE_MEMORY", usual.duplicates()),
                usual.firstEarly(),
                settings.duration("CITYOPS_JOBS_EARLY_EVERY", usual.earlyEvery()),
                usual.correctionPause(),
                usual.correctionsEvery(),
                settings.duration("CITYOPS_JOBS_PRESENCE_EVERY", usual.presenceEvery()),
                settings.duration("CITYOPS_JOBS_TICK_GAP", usual.tickGap()));
    }
}
