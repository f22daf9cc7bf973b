package io.cityops.simulators.device;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static io.cityops.simulators.city.CityFixtures.DEVICES;
import static io.cityops.simulators.city.CityFixtures.MONDAY_TEN;
import static io.cityops.simulators.city.CityFixtures.SEED;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.city.CityFixtures;
import io.cityops.simulators.city.Place;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.dialect.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConcentratorsTest {
    private static final SimulatedDevice NORTH = hub("hub-test-north", 11.1);
    private static final SimulatedDevice SOUTH = hub("hub-test-south", 10.4);

    private final List<SimulatedDevice> devices = new ArrayList<>(DEVICES.stream()
            .filter(device -> !device.type().equals(Concentrators.TYPE))
            .toList());

    ConcentratorsTest() {
        devices.add(NORTH);
        devices.add(SOUTH);
    }

    @Test
    void someSmallSensorsAreBehindTheNearestAndEachHasANameOfItsOwnThere() {
        Traits.Source traits = Concentrators.over(Traits.lifelike(SEED), devices, SEED);
        List<SimulatedDevice> behind = behind(traits);
        assertThat(behind).hasSizeBetween(15, devices.size() / 4);
        assertThat(behind).noneMatch(device -> device.type().equals("traffic-camera"));
        assertThat(behind)
                .allSatisfy(device -> assertThat(uplink(traits, device).concentrator())
                        .isEqualTo(device.place().lat() > 10.75 ? NORTH.id() : SOUTH.id()));
        Set<String> names = behind.stream()
                .map(device -> uplink(traits, device).externalId())
                .collect(Collectors.toSet());
        assertThat(names).hasSameSizeAs(behind).allMatch(name -> name.matches("[0-9a-f]{16}"));
    }

    @Test
    void withoutAConcentratorEverybodyHasAConnection() {
        List<SimulatedDevice> alone = devices.subList(0, devices.size() - 2);
        assertThat(behind(Concentrators.over(Traits.lifelike(SEED), alone, SEED)))
                .isEmpty();
    }

    @Test
    void whatIsBehindIsPublishedByTheConcentratorNativelyOrAsItsNetworkWrites() {
        Traits.Source natively = Concentrators.over(Traits.lifelike(SEED), devices, SEED);
        SimulatedDevice device = behind(natively).getFirst();
        Publication message = message(natively, device);
        assertThat(message.publisher()).isEqualTo(uplink(natively, device).concentrator());
        assertThat(message.topic()).isEqualTo(DeviceFeed.topic(device.sector(), device.id()));

        Traits.Source speaking = Traits.speaking(natively, SEED, 0.1);
        assertThat(speaking.of(device).dialect()).isIn(Dialect.TTN, Dialect.CHIRPSTACK);
        Publication uplink = message(speaking, device);
        assertThat(uplink.publisher()).isEqualTo(message.publisher());
        assertThat(uplink.topic()).contains(uplink(natively, device).externalId());
    }

    @Test
    void aShareOfTheDevicesSpeaksADialectOfItsType() {
        Traits.Source traits = Traits.speaking(Traits.lifelike(SEED), SEED, 0.2);
        List<SimulatedDevice> speakers = DEVICES.stream()
                .filter(device -> traits.of(device).dialect() != null)
                .toList();
        assertThat(speakers).hasSizeBetween(DEVICES.size() / 20, DEVICES.size() * 3 / 10);
        assertThat(speakers)
                .allSatisfy(device -> assertThat(
                                Objects.requireNonNull(traits.of(device).dialect())
                                        .suits(device.type()))
                        .isTrue());
        DeviceFeed feed = new DeviceFeed(CATALOGUE, CityFixtures.city(), FaultPlan.none(), traits, SEED);
        assertThat(speakers)
                .allSatisfy(device -> assertThat(feed.at(device, device.indexAt(MONDAY_TEN)))
                        .isNotEmpty()
                        .allSatisfy(message -> assertThat(message.topic()).doesNotStartWith("city/")));
    }

    private static SimulatedDevice hub(String id, double lat) {
        return new SimulatedDevice(9000, id, Concentrators.TYPE, "telecom", new Place("26743", lat, 106.7), 60_000, 0);
    }

    private List<SimulatedDevice> behind(Traits.Source traits) {
        return devices.stream()
                .filter(device -> traits.of(device).uplink() != null)
                .toList();
    }

    private static Traits.Uplink uplink(Traits.Source traits, SimulatedDevice device) {
        return Objects.requireNonNull(traits.of(device).uplink());
    }

    private static Publication message(Traits.Source traits, SimulatedDevice device) {
        DeviceFeed feed = new DeviceFeed(CATALOGUE, CityFixtures.city(), FaultPlan.none(), traits, SEED);
        return feed.at(device, device.indexAt(MONDAY_TEN)).getLast();
    }
}
