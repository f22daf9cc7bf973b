package io.cityops.simulators.city;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static io.cityops.simulators.city.CityFixtures.at;
import static io.cityops.simulators.city.CityFixtures.city;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.device.NativeFormat;
import io.cityops.simulators.scenario.Scenario;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CityTest {
    private static final long HOUR = Duration.ofHours(1).toMillis();

    @Test
    void everyValueIsOneThatItsDeviceMaySendWithinTheCataloguesRange() {
        City city = city();
        for (long t = MONDAY_TEN; t < MONDAY_TEN + 48 * HOUR; t += 5 * HOUR + 7_000) {
            for (SimulatedDevice device : DEVICES) {
                DeviceType type = Objects.requireNonNull(CATALOGUE.deviceType(device.type()));
                Observation seen = city.observe(device, device.indexAt(t));
                for (int i = 0; i < seen.measures().length; i++) {
                    Measure measure = type.measure(seen.measures()[i]);
                    assertThat(measure).as(seen.measures()[i]).isNotNull();
                    assertThat(measure.accepts(seen.values()[i]))
                            .as("%s %s %s", device.id(), seen.measures()[i], seen.values()[i])
                            .isTrue();
                }
            }
        }
    }

    @Test
    void observationsLieOnTheDevicesOwnGridAndAreNumberedByIt() {
        SimulatedDevice camera = CityFixtures.firstOf("traffic-camera");
        long index = camera.indexAt(MONDAY_TEN);
        Observation seen = city().observe(camera, index);
        Observation next = city().observe(camera, index + 1);
        assertThat(seen.seq()).isEqualTo(index);
        assertThat(next.observedAtMillis() - seen.observedAtMillis()).isEqualTo(camera.intervalMillis());
        assertThat(seen.observedAtMillis()).isBetween(MONDAY_TEN - camera.intervalMillis() + 1, MONDAY_TEN);
    }

    @Test
    void anotherSeedIsAnotherCity() {
        SimulatedDevice air = CityFixtures.firstOf("air-station");
        long index = air.indexAt(MONDAY_TEN);
        assertThat(new City(CATALOGUE, 2, Scenario.showers())
                        .observe(air, index)
                        .values())
                .isNotEqualTo(city().observe(air, index).values());
    }

    @Test
    void aScenarioIsTheSameOnEveryRunInAnyOrderAndByAnyNumberOfThreads() throws IOException {
        Scenario scenario = Scenario.read(Path.of("../scenarios/spring-tide-heavy-rain.yaml"), CATALOGUE);
        long middle = scenario.start().toEpochMilli() + 2 * HOUR;
        City one = new City(CATALOGUE, 7, scenario);
        List<String> inOrder =
                DEVICES.stream().map(device -> seen(one, device, middle)).toList();

        City another = new City(CATALOGUE, 7, scenario);
        List<String> backwards = DEVICES.reversed().parallelStream()
                .map(device -> seen(another, device, middle + HOUR) + seen(another, device, middle))
                .toList()
                .reversed();

        for (int i = 0; i < DEVICES.size(); i++) {
            assertThat(backwards.get(i)).endsWith(inOrder.get(i));
        }
    }

    private static String seen(City city, SimulatedDevice device, long atMillis) {
        return new String(NativeFormat.write(city.observe(device, device.indexAt(atMillis))), StandardCharsets.UTF_8);
    }

    @Test
    void trafficIsSlowerAndFullerInTheRushHoursThanAtNight() {
        double night = citySpeedKmh(at("2026-11-24T02:30:00+07:00"));
        double morning = citySpeedKmh(at("2026-11-24T07:30:00+07:00"));
        double noon = citySpeedKmh(at("2026-11-24T13:00:00+07:00"));
        double evening = citySpeedKmh(at("2026-11-24T17:45:00+07:00"));
        assertThat(morning).isLessThan(0.75 * noon);
        assertThat(evening).isLessThan(0.75 * noon);
        assertThat(noon).isLessThan(night);
    }

    @Test
    void aSundayMorningHasNoRush() {
        assertThat(citySpeedKmh(at("2026-11-22T07:30:00+07:00")))
                .isGreaterThan(citySpeedKmh(at("2026-11-23T07:30:00+07:00")) + 5);
    }

    @Test
    void atAnyHourSomethingIsInAlarmByTheCataloguesRulesAndOnASpringTideTheGaugesToo() {
        City city = city();
        for (long t = MONDAY_TEN; t < MONDAY_TEN + 96 * HOUR; t += HOUR) {
            assertThat(devicesInAlarm(city, t))
                    .as("hours after the start: %d", (t - MONDAY_TEN) / HOUR)
                    .hasSizeBetween(1, 18);
        }
    }

    @Test
    void inOtherSeasonsAndCitiesToo() {
        for (long seed = 2; seed < 6; seed++) {
            City city = new City(CATALOGUE, seed, Scenario.showers());
            long start = at("2027-04-10T00:20:00+07:00") + seed * 31 * 24 * HOUR;
            for (long t = start; t < start + 24 * HOUR; t += 2 * HOUR) {
                assertThat(devicesInAlarm(city, t)).as("seed %d at %d", seed, t).hasSizeBetween(1, 18);
            }
        }
    }

    private static double citySpeedKmh(long atMillis) {
        City city = city();
        double vehicles = 0;
        double hours = 0;
        for (SimulatedDevice device : DEVICES) {
            if (device.type().equals("traffic-camera")) {
                for (int k = 0; k < 10; k++) {
                    Observation seen = city.observe(device, device.indexAt(atMillis) + k);
                    if (seen.measures()[1].equals("mean_speed_kmh")) {
                        vehicles += seen.values()[0];
                        hours += seen.values()[0] / seen.values()[1];
                    }
                }
            }
        }
        return vehicles / hours;
    }

    /** Devices whose own reading stands above the first level of a rule. */
    private static List<String> devicesInAlarm(City city, long atMillis) {
        return DEVICES.stream()
                .filter(device -> {
                    Observation seen = city.observe(device, device.indexAt(atMillis));
                    return CATALOGUE.rules().stream()
                            .filter(rule -> rule.kind() == Rule.Kind.MEASURE && rule.above())
                            .anyMatch(rule -> seen.measures()[0].equals(rule.input())
                                    && seen.values()[0]
                                            >= rule.levels().getFirst().set());
                })
                .map(SimulatedDevice::id)
                .toList();
    }
}
