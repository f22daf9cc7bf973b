package io.cityops.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.JobID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Flink for a checkpoint as soon as the job can take one. Flink itself waits for up to an interval before the first,
 * and until there is one nobody knows that the job can read, compute and write again: a restart is that much longer.
 */
final class FirstCheckpoint {
    private static final Logger LOG = LoggerFactory.getLogger(FirstCheckpoint.class);
    private static final Duration EVERY = Duration.ofMillis(200);
    /** By then Flink has begun its own. */
    private static final Duration GIVE_UP_AFTER = Duration.ofSeconds(60);

    private static final int LIMIT_MILLIS = 3_000;

    private final String job;
    private final Checkpoints checkpoints;

    private FirstCheckpoint(String bind, int restPort, JobID job, Checkpoints checkpoints) {
        this.job = "http://%s:%d/jobs/%s".formatted(bind, restPort, job);
        this.checkpoints = checkpoints;
    }

    /** Returns at once; a thread of its own does it. */
    static void soon(JobSettings settings, JobID job, Checkpoints checkpoints, Clock clock) {
        FirstCheckpoint first = new FirstCheckpoint(settings.bind(), settings.restPort(), job, checkpoints);
        Instant from = clock.instant();
        Thread.ofPlatform().daemon().name("first-checkpoint").start(() -> first.take(from));
    }

    private void take(Instant from) {
        try {
            for (long waited = 0; waited < GIVE_UP_AFTER.toMillis(); waited += EVERY.toMillis()) {
                TimeUnit.MILLISECONDS.sleep(EVERY.toMillis());
                if (checkpoints.newestAt().orElse(Instant.MIN).isAfter(from)) {
                    return;
                }
                if (allTasksRun()) {
                    ask("POST", "/checkpoints");
                    return;
                }
            }
        } catch (IOException e) {
            LOG.info("The first checkpoint comes when Flink begins it: {}", e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** By the states of its vertices: a running job has at least one, and none that is not running yet. */
    private boolean allTasksRun() throws IOException {
        String plan = ask("GET", "");
        int vertices = plan.indexOf("\"vertices\":[");
        int end = plan.indexOf("\"status-counts\"", Math.max(vertices, 0));
        String states = vertices < 0 || end < 0 ? "" : plan.substring(vertices, end);
        return states.contains("\"status\":\"RUNNING\"")
                && !states.matches("(?s).*\"status\":\"(?!RUNNING|FINISHED)[A-Z]+\".*");
    }

    private String ask(String method, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(job + path).toURL().openConnection();
        connection.setConnectTimeout(LIMIT_MILLIS);
        connection.setReadTimeout(LIMIT_MILLIS);
        connection.setRequestMethod(method);
        if (method.equals("POST")) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (OutputStream body = connection.getOutputStream()) {
                body.write("{}".getBytes(StandardCharsets.UTF_8));
            }
        }
        try (InputStream body = connection.getInputStream()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            connection.disconnect();
        }
    }
}
