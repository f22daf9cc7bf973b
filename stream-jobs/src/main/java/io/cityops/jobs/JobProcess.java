package io.cityops.jobs;

import io.cityops.jobs.store.ReadingHistory;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.settings.Settings;
import io.cityops.model.settings.SettingsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process from start to stop. It begins where its newest checkpoint left off, so being killed loses nothing; when
 * asked to stop it takes a last checkpoint if that is quick, and exits with 0.
 */
final class JobProcess {
    private static final Logger LOG = LoggerFactory.getLogger(JobProcess.class);
    private static final int STOP_SECONDS = 8;
    private static final int FAILED = 1;
    private static final int WRONG_SETTINGS = 2;

    private final JobSettings settings;
    private final Checkpoints checkpoints;
    private final AtomicBoolean stopping = new AtomicBoolean();

    private JobProcess(JobSettings settings) {
        this.settings = settings;
        this.checkpoints = new Checkpoints(settings.checkpoints());
    }

    static void main() {
        try {
            JobSettings settings = JobSettings.from(Settings.fromEnvironment());
            settings.catalogue().get();
            new JobProcess(settings).run();
        } catch (SettingsException | CatalogueException e) {
            LOG.error("{}", e.getMessage());
            System.exit(WRONG_SETTINGS);
        } catch (Exception e) {
            LOG.error("The stream job ended", e);
            Runtime.getRuntime().halt(FAILED); // not exit, whose hook would stop in order and report 0
        }
    }

    private void run() throws Exception {
        Files.createDirectories(settings.checkpoints());
        FileUtils.deleteDirectory(settings.scratch().toFile());
        Files.createDirectories(settings.scratch());
        Optional<Path> restoreFrom = checkpoints.newestReadable();
        LOG.info(
                "Beginning {}",
                restoreFrom.map(path -> "from checkpoint " + path).orElse("without state, from the earliest records"));
        checkpoints.prune(restoreFrom);

        StreamExecutionEnvironment env = LocalCluster.environment(
                settings, restoreFrom.map(Checkpoints::location).orElse(null));
        new CityJob(settings.catalogue(), settings.timing(), new ReadingHistory(settings.database()))
                .defineWorkflow(env, Sources.kafka(settings.kafka()), Sinks.idempotent(settings.database()));
        JobClient job = env.executeAsync("city");
        FirstCheckpoint.soon(settings, job.getJobID(), checkpoints, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(job), "stop"));
        try (HealthPage page =
                new HealthPage(settings.bind(), settings.metricsPort(), job, checkpoints, Clock.systemUTC())) {
            LOG.info(
                    "Stream job {} runs; REST on {}:{}, metrics and health on {}:{}",
                    job.getJobID(),
                    settings.bind(),
                    settings.restPort(),
                    settings.bind(),
                    settings.metricsPort());
            job.getJobExecutionResult().get();
        } catch (ExecutionException e) {
            if (!stopping.get()) {
                throw e;
            }
        }
        Thread.currentThread().join(); // the stopping thread ends the process
    }

    /** Halts rather than returns: a process that ends in its shutdown hooks would report the signal, not 0. */
    private void stop(JobClient job) {
        stopping.set(true);
        try {
            Path folder = settings.checkpoints().resolve("stop-" + job.getJobID());
            String savepoint = job.stopWithSavepoint(false, Checkpoints.location(folder), SavepointFormatType.NATIVE)
                    .get(STOP_SECONDS, TimeUnit.SECONDS);
            LOG.info("Stopped with checkpoint {}", savepoint);
        } catch (ExecutionException | TimeoutException e) {
            LOG.info("Stopped without a last checkpoint, the newest one serves: {}", e.toString());
        } catch (InterruptedException e) {
            LOG.info("Stopped at once");
        }
        Runtime.getRuntime().halt(0);
    }
}
