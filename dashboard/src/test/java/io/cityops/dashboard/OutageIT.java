package io.cityops.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A dashboard whose database comes late and goes away. */
class OutageIT {
    @TempDir
    private Path folder;

    @Test
    void theProcessOutlivesItsDatabaseAndSaysSo() throws Exception {
        try (TimescaleServer database = TimescaleServer.start(folder.resolve("city"), FreePort.next());
                RunningDashboard dashboard = new RunningDashboard(database, folder.resolve("data"))) {
            database.kill();
            dashboard.startWithoutWaiting();
            awaitHealth(dashboard, 503);
            assertThat(dashboard.get("/sign-in").statusCode()).isEqualTo(200);

            database.start();
            awaitHealth(dashboard, 200);
            database.kill();
            awaitHealth(dashboard, 503);
            assertThat(dashboard.get("/health").body()).contains("\"status\":\"down\"", "database");
            assertThat(dashboard.isAlive()).isTrue();
        }
    }

    private static void awaitHealth(RunningDashboard dashboard, int expected) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        int status = dashboard.health();
        while (status != expected && System.nanoTime() < deadline) {
            Thread.sleep(200);
            status = dashboard.health();
        }
        assertThat(status).isEqualTo(expected);
    }
}
