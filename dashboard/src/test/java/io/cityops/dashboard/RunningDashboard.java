package io.cityops.dashboard;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The packaged dashboard as its own process, as the city runs it. */
public final class RunningDashboard implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(180);

    private final TimescaleServer database;
    private final Path data;
    private final int port;
    private final Map<String, String> more;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    public RunningDashboard(TimescaleServer database, Path data) {
        this(database, data, Map.of());
    }

    /** @param more given to it besides what every dashboard needs */
    RunningDashboard(TimescaleServer database, Path data, Map<String, String> more) {
        this.more = Map.copyOf(more);
        this.database = database;
        this.data = data;
        port = FreePort.next();
    }

    public String address(String path) {
        return "http://127.0.0.1:" + port + path;
    }

    /** Returns when it is healthy. */
    public void start() throws IOException, InterruptedException, TimeoutException {
        startWithoutWaiting();
        long deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (health() != 200) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new TimeoutException("the dashboard is not healthy; see " + log());
            }
            Thread.sleep(200);
        }
    }

    public void startWithoutWaiting() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx384m",
                "-XX:TieredStopAtLevel=1",
                "-jar",
                Path.of("target", "dashboard.jar").toString());
        builder.environment()
                .putAll(Map.of(
                        "CITYOPS_DASHBOARD_PORT", Integer.toString(port),
                        "CITYOPS_DB_URL", database.jdbcUrl(),
                        "CITYOPS_DB_USER", DatabaseRole.DASHBOARD.roleName(),
                        "CITYOPS_DB_PASSWORD", database.password(DatabaseRole.DASHBOARD),
                        "CITYOPS_GATEWAY_METRICS", "http://127.0.0.1:1/metrics", // not another city's
                        "CITYOPS_DATA", data.toString()));
        builder.environment().putAll(more);
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private Path log() {
        return data.resolveSibling("dashboard.log");
    }

    /** The status, 0 when nobody answers. */
    public int health() throws InterruptedException {
        try {
            return get("/health").statusCode();
        } catch (IOException e) {
            return 0;
        }
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(address(path)))
                        .timeout(Duration.ofSeconds(10))
                        .build(),
                BodyHandlers.ofString());
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** SIGKILL. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(15, TimeUnit.SECONDS)) {
            kill();
        }
    }
}
