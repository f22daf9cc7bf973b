package io.cityops.jobs.whole;

import io.cityops.jobs.Timing;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The job as it is installed: its own JVM on the packaged jar, restartable on the same data folder. */
final class JobUnderTest implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final Pattern WATERMARK = Pattern.compile(
            "flink_taskmanager_job_task_operator_currentInputWatermark\\{operator_name=\"alarms\",subtask_index=\"\\d+\"} (\\S+)");

    private final CityServers servers;
    private final Path data;
    private final int metricsPort = FreePort.next();
    private final int restPort = FreePort.next();
    private Process process;

    JobUnderTest(CityServers servers, Path data) throws Exception {
        this.servers = servers;
        this.data = Files.createDirectories(data);
        start();
    }

    void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx320m",
                "-XX:+UseSerialGC",
                "-XX:MaxMetaspaceSize=192m",
                "-XX:ReservedCodeCacheSize=64m",
                "-cp",
                "target/stream-jobs.jar:target/lib/*",
                "io.cityops.jobs.CityJob");
        builder.environment().put("CITYOPS_DATA", data.toString());
        builder.environment().put("CITYOPS_KAFKA", servers.kafka.bootstrap());
        builder.environment().put("CITYOPS_DB_URL", servers.database.jdbcUrl());
        builder.environment().put("CITYOPS_DB_USER", DatabaseRole.JOBS.roleName());
        builder.environment().put("CITYOPS_DB_PASSWORD", servers.database.password(DatabaseRole.JOBS));
        builder.environment().put("CITYOPS_JOBS_REST_PORT", String.valueOf(restPort));
        builder.environment().put("CITYOPS_JOBS_METRICS_PORT", String.valueOf(metricsPort));
        builder.redirectErrorStream(true);
        builder.redirectOutput(
                ProcessBuilder.Redirect.appendTo(data.resolve("jobs.log").toFile()));
        process = builder.start();
        Eventually.until("the job is healthy", Duration.ofSeconds(180), () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the job ended:\n" + log());
            }
            return isHealthy();
        });
    }

    boolean isHealthy() throws InterruptedException {
        try {
            return get("/health").statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + path))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** To a tick of the gateway, at the operator behind all others. */
    void untilStreamReaches(long tickMillis) throws Exception {
        long watermark = tickMillis - Timing.DEFAULT.watermarkLag().toMillis() - 1;
        Eventually.until(
                "the stream's time has come to the alarms",
                Duration.ofSeconds(120),
                () -> alarmsWatermark() >= watermark);
    }

    private long alarmsWatermark() throws Exception {
        Matcher gauge = WATERMARK.matcher(get("/metrics").body());
        long least = Long.MAX_VALUE;
        while (gauge.find()) {
            least = Math.min(least, new BigDecimal(gauge.group(1)).longValue());
        }
        return least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
    }

    String log() throws IOException {
        return Files.readString(data.resolve("jobs.log"));
    }

    long residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("[^0-9]", "")) / 1024;
            }
        }
        return -1;
    }

    /** kill -9 */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** SIGTERM, and the exit code. */
    int stop() throws InterruptedException {
        process.destroy();
        return process.waitFor(120, TimeUnit.SECONDS) ? process.exitValue() : -1;
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
