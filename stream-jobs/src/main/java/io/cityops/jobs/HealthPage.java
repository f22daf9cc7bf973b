package io.cityops.jobs;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;

/**
 * {@code GET /health}: 200 while the job runs and completes checkpoints, else 503 with the reason. {@code GET /metrics}:
 * {@link MetricsPage}.
 */
final class HealthPage implements AutoCloseable {
    /** Longer than a slow checkpoint, shorter than an operator's patience. */
    private static final Duration OLDEST_CHECKPOINT = Duration.ofSeconds(60);

    private final JobClient job;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final Instant startedAt;
    private final HttpServer server;

    HealthPage(String bind, int port, JobClient job, Checkpoints checkpoints, Clock clock) throws IOException {
        this.job = job;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.startedAt = clock.instant();
        this.server = HttpServer.create(new InetSocketAddress(bind, port), 16);
        server.createContext("/health", this::health);
        server.createContext(
                "/metrics",
                exchange -> answer(exchange, 200, "text/plain; version=0.0.4; charset=utf-8", MetricsPage.text()));
        server.setExecutor(Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(task, "health");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    private void health(HttpExchange exchange) throws IOException {
        String reason = reasonAgainst();
        if (reason.isEmpty()) {
            answer(exchange, 200, "application/json", "{\"status\":\"up\",\"job\":\"%s\"}".formatted(job.getJobID()));
        } else {
            answer(exchange, 503, "application/json", "{\"status\":\"down\",\"reason\":\"%s\"}".formatted(reason));
        }
    }

    private String reasonAgainst() {
        try {
            JobStatus status = job.getJobStatus().get(2, TimeUnit.SECONDS);
            if (status != JobStatus.RUNNING) {
                return "the job is " + status;
            }
        } catch (ExecutionException | TimeoutException e) {
            return "the job does not tell its state";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "stopping";
        }
        Instant newest = checkpoints.newestAt().orElse(Instant.MIN);
        if (newest.isBefore(startedAt)) {
            return "no checkpoint yet";
        }
        Duration age = Duration.between(newest, clock.instant());
        return age.compareTo(OLDEST_CHECKPOINT) > 0
                ? "no checkpoint for %d s; is the database away?".formatted(age.toSeconds())
                : "";
    }

    static void answer(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
