package io.cityops.simulators.city;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Area;
import io.cityops.model.catalogue.DeviceType;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DevicePlanTest {
    @Test
    void everyWardHasADeviceAndTheCentreHasMore() {
        Map<String, Long> byArea = DEVICES.stream()
                .collect(Collectors.groupingBy(device -> device.place().area(), Collectors.counting()));
        assertThat(CATALOGUE.areas().stream().map(Area::code).filter(code -> !code.equals(Area.CITY)))
                .hasSize(168)
                .allSatisfy(code -> assertThat(byArea).containsKey(code));
        assertThat(byArea.get("26740")).isGreaterThan(byArea.get("25780"));
    }

    @Test
    void allEightSectorsAreThereAndMostDevicesAreOfTrafficEnvironmentAndWater() {
        Map<String, Long> bySector =
                DEVICES.stream().collect(Collectors.groupingBy(SimulatedDevice::sector, Collectors.counting()));
        assertThat(bySector.keySet())
                .containsExactlyInAnyOrderElementsOf(CATALOGUE.deviceTypes().stream()
                        .map(DeviceType::sector)
                        .distinct()
                        .toList());
        assertThat(bySector).hasSize(8);
        long most = bySector.get("traffic") + bySector.get("environment") + bySector.get("water");
        assertThat(most).isBetween(330L, 380L);
        assertThat(bySector).allSatisfy((sector, count) -> assertThat(count).isGreaterThanOrEqualTo(14));
        assertThat(DEVICES.stream().map(SimulatedDevice::type).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        CATALOGUE.deviceTypes().stream().map(DeviceType::id).toList());
    }

    @Test
    void riverGaugesStandOnlyOnRiversTheFirstAtPhuAn() {
        List<String> gauged = DEVICES.stream()
                .filter(device -> device.type().equals("river-gauge"))
                .map(device -> device.place().area())
                .toList();
        assertThat(Rivers.riversideAreas()).containsAll(gauged);
        assertThat(gauged.getFirst()).isEqualTo("26740");
        assertThat(gauged).doesNotContain("27169", "26898"); // Diên Hồng, Thông Tây Hội: no river
    }

    @Test
    void riversAndLowStreetsNameWardsThatExist() {
        assertThat(Rivers.riversideAreas())
                .allSatisfy(code -> assertThat(CATALOGUE.area(code)).as(code).isNotNull());
        assertThat(Streets.lowAreas())
                .allSatisfy(code -> assertThat(CATALOGUE.area(code)).as(code).isNotNull());
    }

    @Test
    void aLargerCityKeepsTheDevicesOfTheSmaller() {
        assertThat(DevicePlan.of(CATALOGUE, SEED, 700).subList(0, 500)).isEqualTo(DEVICES);
        assertThat(DevicePlan.of(CATALOGUE, SEED, 20)).isEqualTo(DEVICES.subList(0, 20));
    }

    @Test
    void idsAreOnceEachAndNameTheirWard() {
        assertThat(DEVICES).extracting(SimulatedDevice::id).doesNotHaveDuplicates();
        assertThat(DEVICES)
                .allSatisfy(device ->
                        assertThat(device.id()).contains("-" + device.place().area() + "-"));
    }

    @Test
    void intervalsAreThoseOfRealDevices() {
        assertThat(DEVICES).allSatisfy(device -> {
            boolean camera = device.type().equals("traffic-camera");
            assertThat(device.intervalMillis()).isBetween(camera ? 10_000L : 30_000L, camera ? 30_000L : 60_000L);
            assertThat(device.phaseMillis()).isBetween(0L, device.intervalMillis() - 1);
        });
    }

    @Test
    void devicesStandInOrNearTheirWard() {
        assertThat(DEVICES).allSatisfy(device -> {
            Area ward = CATALOGUE.area(device.place().area());
            double radiusKm = Math.sqrt(ward.areaKm2() / Math.PI);
            assertThat(device.place().kmTo(ward.lat(), ward.lon())).isLessThanOrEqualTo(0.6 * radiusKm + 0.2);
        });
    }
}
