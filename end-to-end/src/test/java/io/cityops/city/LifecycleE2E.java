package io.cityops.city;

import static io.cityops.city.City.count;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a person starts and stops it. */
class LifecycleE2E {
    private static final List<String> PARTS = List.of("timescaledb", "kafka", "gateway", "jobs", "dashboard");

    @TempDir
    Path data;

    @Test
    void stopsInOrderLosesNothingAndContinuesWithTheDataOfTheFirst() throws Exception {
        List<Long> pids;
        try (City first = City.start(data, "--no-simulator")) {
            assertThat(first.console()).contains(first.adminPassword());
            assertThat(PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(data.resolve("config/admin-password"))))
                    .isEqualTo("rw-------");
            String token = first.addDevice("e2e-rain", "rain-gauge", "26743", "30s");
            try (FieldDevice device = new FieldDevice(first, "water", "e2e-rain", token)) {
                long now = System.currentTimeMillis();
                for (int seq = 0; seq < 500; seq++) {
                    device.send("{\"ts\": %d, \"seq\": %d, \"values\": {\"rain_mm\": 0.1}}"
                            .formatted(now - 60_000 + seq, seq));
                }
                Eventually.until("acknowledged", Duration.ofSeconds(20), () -> device.acknowledged() == 500);
            }
            pids = PARTS.stream().map(part -> pid(first, part)).toList();

            City.Ended second = first.cityops("demo", "--no-simulator");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err()).contains("another instance").hasLineCount(1);

            assertThat(first.stop()).isZero();
        }
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());

        try (City again = City.start(data, "--no-simulator");
                Connection database = again.database()) {
            assertThat(again.console()).doesNotContain(again.adminPassword());
            Eventually.until(
                    "all that was acknowledged before the stop is stored",
                    Duration.ofSeconds(20),
                    () -> count(database, "select count(*) from cityops.reading where device_id = 'e2e-rain'") == 500);
            City.Ended status = again.cityops("status", "--json");
            assertThat(status.out()).contains("\"state\"", "ready").doesNotContain("\"down\"");
        }
    }

    private static long pid(City city, String part) {
        try {
            return city.part(part).pid();
        } catch (Exception e) {
            throw new AssertionError(part, e);
        }
    }
}
