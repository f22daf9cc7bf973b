package io.cityops.jobs.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.reference.Comparison;
import io.cityops.jobs.reference.Reference;
import io.cityops.jobs.reference.StoredCity;
import io.cityops.model.catalogue.Catalogue;
import java.net.URI;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/**
 * Holds every closed window in the database of a city that runs, or ran, beside a plain computation over its raw readings;
 * {@code CITYOPS_TRIAL_DB} is what {@code cityops db-url --role reader} prints. For cities that were under load, with parts
 * killed meanwhile: stop the load, wait for half a minute, then
 * {@code mvn verify -pl stream-jobs -am -Dtest=NONE -Dit.test=RunningCityTrial}.
 */
@EnabledIfEnvironmentVariable(named = "CITYOPS_TRIAL_DB", matches = ".+")
class RunningCityTrial {
    private static final long MINUTE = 60_000;

    @Test
    void everyClosedWindowEqualsThatOfAPlainComputationOverItsReadings() throws Exception {
        URI url = URI.create(System.getenv("CITYOPS_TRIAL_DB"));
        String[] user = url.getUserInfo().split(":", 2);
        try (Connection database = DriverManager.getConnection(
                "jdbc:postgresql://" + url.getHost() + ":" + url.getPort() + url.getPath(), user[0], user[1])) {
            long start = millis(database, "select min(observed_at) from cityops.reading");
            long end = millis(
                    database,
                    "select max(window_start) from cityops.indicator where revision > 0 and window_seconds = 60");
            StoredCity stored = StoredCity.read(database, devices(database));
            System.out.printf("%,d readings%n", stored.readings().size());
            Catalogue catalogue = Catalogue.load(null);
            // It compares what ends within an hour after the stretch.
            Comparison comparison = Comparison.of(
                    catalogue,
                    new Reference(catalogue, stored.readings()),
                    start,
                    end + MINUTE - 60 * MINUTE,
                    stored::figure);
            System.out.printf("%,d figures compared%n", comparison.compared());
            assertThat(comparison.someDifferences()).isEmpty();
            assertThat(comparison.compared()).isGreaterThan(1_000);
        }
    }

    private static long millis(Connection database, String sql) throws Exception {
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getTimestamp(1).getTime();
        }
    }

    private static Map<String, StoredCity.Place> devices(Connection database) throws Exception {
        Map<String, StoredCity.Place> devices = new HashMap<>();
        try (Statement statement = database.createStatement();
                ResultSet row = statement.executeQuery(
                        "select id, area, extract(epoch from expected_interval) * 1000 from cityops.device")) {
            while (row.next()) {
                devices.put(row.getString(1), new StoredCity.Place(row.getString(2), row.getLong(3)));
            }
        }
        return devices;
    }
}
