package io.cityops.jobs.cluster;

import io.cityops.jobs.Checkpoints;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.flink.container.entrypoint.StandaloneApplicationClusterEntryPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cluster's job manager, which begins the city's job by itself: where a job manager before it left off, if ZooKeeper
 * knows of one, else from the newest checkpoint or savepoint on disk.
 */
public final class JobManager {
    private static final Logger LOG = LoggerFactory.getLogger(JobManager.class);

    private JobManager() {}

    public static void main(String[] arguments) throws Exception {
        ClusterSettings settings = ClusterSettings.from(Settings.fromEnvironment(), "jobmanager");
        settings.job().catalogue().get();
        Path configuration = ClusterConfiguration.write(settings);
        Checkpoints checkpoints = new Checkpoints(settings.job().checkpoints());
        Optional<Path> newest = checkpoints.newestReadable();
        LOG.info(
                "Beginning {}, unless ZooKeeper knows better",
                newest.map(path -> "from " + path).orElse("without state, from the earliest records"));
        checkpoints.prune(newest);
        List<String> words = new ArrayList<>(
                List.of("--configDir", configuration.toString(), "--job-classname", SubmittedJob.class.getName()));
        newest.ifPresent(path ->
                words.addAll(List.of("--fromSavepoint", Checkpoints.location(path), "--allowNonRestoredState")));
        FinishedJobs finished = new FinishedJobs(settings.haStorage());
        if (finished.any()) {
            LOG.info("Clearing up after a job that was stopped");
            Thread.ofPlatform().daemon().name("begin-again").start(() -> endOnceCleared(finished));
        }
        StandaloneApplicationClusterEntryPoint.main(words.toArray(String[]::new));
    }

    /** Whoever watches over this process starts it again, and then it finds nothing to clear. */
    private static void endOnceCleared(FinishedJobs finished) {
        try {
            while (finished.any()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
            LOG.info("Cleared; beginning again");
            System.exit(0);
        } catch (IOException e) {
            LOG.error("What ended jobs have left cannot be read", e);
            System.exit(1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
