package io.cityops.simulators.drill;

import static io.cityops.simulators.city.CityFixtures.CATALOGUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.Observation;
import io.cityops.simulators.city.City;
import io.cityops.simulators.city.DevicePlan;
import io.cityops.simulators.city.SimulatedDevice;
import io.cityops.simulators.device.NativeFormat;
import io.cityops.simulators.device.Publication;
import io.cityops.simulators.scenario.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

class TwinsTest {
    private static final long NOON = 1_795_323_600_000L;

    private final City city = new City(CATALOGUE, 1, Scenario.none());
    private final SimulatedDevice device = DevicePlan.of(CATALOGUE, 1, 10).getFirst();
    private final Twins twins = new Twins(CATALOGUE, city, "d1", 1);

    @Test
    void aTwinSeesWhatItsDeviceWouldAndSaysSoUnderAnIdOfItsOwn() {
        long index = device.indexAt(NOON);

        Publication publication = twins.at(device, index).getFirst();

        assertThat(publication.deviceId()).isEqualTo("drill-d1-" + device.id());
        assertThat(publication.topic())
                .isEqualTo("city/" + device.sector() + "/drill-d1-" + device.id() + "/telemetry");
        assertThat(publication.payload()).isEqualTo(NativeFormat.write(city.observe(device, index)));
    }

    @Test
    void whatItRemembersIsEveryObservationInMessagesOfBoundedLength() {
        List<Publication> history = twins.history(device, NOON - 120 * 60_000, NOON);

        assertThat(history).hasSize(3);
        assertThat(history.getFirst().contents()).hasSize(NativeFormat.MOST_OBSERVATIONS);
        assertThat(history.getLast().contents()).hasSize(40);
        Observation newest = city.observe(device, device.indexAt(NOON - 1));
        assertThat(history.getLast().contents().getLast().observedAtMillis()).isEqualTo(newest.observedAtMillis());
    }
}
