package io.cityops.jobs.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.reference.Comparison;
import io.cityops.jobs.reference.MadeUpCity;
import io.cityops.jobs.reference.Reference;
import io.cityops.jobs.reference.StoredCity;
import io.cityops.model.catalogue.Catalogue;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What stands in the database after an evening of a bad network, with garbage between and the job killed in its midst:
 * the figures beside a plain computation over the raw rows, which knows nothing of the job.
 */
class StoredFiguresIT {
    private static final long HOUR = 3_600_000;
    private static final long DAY = 24 * HOUR;
    private static final long CITY_AHEAD = 7 * HOUR;

    @TempDir
    Path directory;

    @Test
    void everyFigureInTheDatabaseEqualsThatOfAPlainComputationOverItsRows() throws Exception {
        Catalogue catalogue = Catalogue.load(null);
        // Around the city's last midnight, and over by now.
        long midnight = Math.floorDiv(System.currentTimeMillis() - 4 * HOUR + CITY_AHEAD, DAY) * DAY - CITY_AHEAD;
        long start = midnight - HOUR;
        long end = start + 3 * HOUR / 2;
        List<DeviceReport> reports = MadeUpCity.reports(catalogue, 11, start, end);
        try (CityServers servers = new CityServers(directory);
                JobUnderTest job = new JobUnderTest(servers, directory.resolve("data"));
                GatewayStandIn gateway = new GatewayStandIn(servers.kafka.bootstrap())) {
            for (int i = 0; i < reports.size(); i++) {
                gateway.send(reports.get(i));
                if (i % 1_000 == 0) {
                    gateway.sendForeignBytes();
                }
                if (i == reports.size() / 2) {
                    job.kill();
                    job.start();
                }
            }
            settled(servers);

            StoredCity stored = stored(servers, reports);
            Comparison comparison =
                    Comparison.of(catalogue, new Reference(catalogue, stored.readings()), start, end, stored::figure);
            System.out.printf("%d figures compared%n", comparison.compared());
            assertThat(comparison.someDifferences()).isEmpty();
            assertThat(comparison.compared()).isGreaterThan(8_000);
            assertThat(servers.number("select count(*) from cityops.rejected where reason = 'unsupported-format'"))
                    .isEqualTo((reports.size() + 999) / 1_000);
        }
    }

    /** Corrections wait for a pause of the late readings, at the longest for 20 s. */
    private static void settled(CityServers servers) throws Exception {
        String state = "select (select count(*) from store.reading)"
                + " + (select coalesce(sum(readings), 0) from store.indicator where revision > 0)";
        double[] last = {-1};
        long[] since = {System.nanoTime()};
        Eventually.until("nothing changes any more", Duration.ofSeconds(240), () -> {
            TimeUnit.SECONDS.sleep(1);
            double now = servers.number(state);
            if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return now > 0
                    && System.nanoTime() - since[0] > Duration.ofSeconds(25).toNanos();
        });
    }

    private static StoredCity stored(CityServers servers, List<DeviceReport> reports) throws Exception {
        Map<String, StoredCity.Place> devices = reports.stream()
                .collect(Collectors.toMap(
                        report -> report.deviceId,
                        report -> new StoredCity.Place(report.area, report.expectedIntervalMillis),
                        (one, other) -> one));
        try (Connection connection = servers.connect()) {
            return StoredCity.read(connection, devices);
        }
    }
}
