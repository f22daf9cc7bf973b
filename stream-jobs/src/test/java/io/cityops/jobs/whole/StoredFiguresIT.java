package io.cityops.jobs.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.reference.Comparison;
import io.cityops.jobs.reference.MadeUpCity;
import io.cityops.jobs.reference.Reading;
import io.cityops.jobs.reference.Reference;
import io.cityops.model.catalogue.Catalogue;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
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

            Comparison comparison = Comparison.of(
                    catalogue, new Reference(catalogue, rows(servers, reports)), start, end, figures(servers)::get);
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
        Eventually.until("nothing changes any more", Duration.ofSeconds(150), () -> {
            TimeUnit.SECONDS.sleep(1);
            double now = servers.number(state);
            if (now != last[0]) {
                last[0] = now;
                since[0] = System.nanoTime();
            }
            return now > 0 && System.nanoTime() - since[0] > Duration.ofSeconds(25).toNanos();
        });
    }

    private static List<Reading> rows(CityServers servers, List<DeviceReport> reports) throws Exception {
        Map<String, DeviceReport> registry = reports.stream()
                .collect(Collectors.toMap(report -> report.deviceId, report -> report, (one, other) -> one));
        List<Reading> rows = new ArrayList<>();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select device_id, measure, value, quality, seq, (extract(epoch from observed_at) * 1000)::int8,"
                                + " (extract(epoch from received_at) * 1000)::int8 from store.reading")) {
            while (row.next()) {
                DeviceReport device = registry.get(row.getString(1));
                rows.add(new Reading(
                        device.deviceId,
                        device.area,
                        device.expectedIntervalMillis,
                        row.getLong(6),
                        row.getLong(7),
                        row.getString(2),
                        row.getDouble(3),
                        row.getInt(4),
                        row.getLong(5)));
            }
        }
        return rows;
    }

    private record Figures(Map<List<Object>, Double> values) {
        Double get(String indicator, String area, int seconds, long start) {
            return values.get(List.of(indicator, area, seconds, start));
        }
    }

    private static Figures figures(CityServers servers) throws Exception {
        Map<List<Object>, Double> values = new HashMap<>();
        try (Connection connection = servers.connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select indicator, area, window_seconds, (extract(epoch from window_start) * 1000)::int8, value"
                                + " from cityops.indicator where revision > 0")) {
            while (row.next()) {
                double number = row.getDouble(5);
                double value = row.wasNull() ? Double.NaN : number;
                values.put(List.of(row.getString(1), row.getString(2), row.getInt(3), row.getLong(4)), value);
            }
        }
        return new Figures(values);
    }
}
