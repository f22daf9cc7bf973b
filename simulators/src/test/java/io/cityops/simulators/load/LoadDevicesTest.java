package io.cityops.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.telemetry.NativePayload;
import io.cityops.simulators.scenario.Scenario;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class LoadDevicesTest {
    private final Catalogue catalogue = Catalogue.load(null);

    @Test
    void theSameSeedGivesTheSameDevicesAndPayloads() {
        assertThat(devices(7)).usingRecursiveComparison().isEqualTo(devices(7));
        assertThat(devices(7).getFirst().payloads().getFirst())
                .isNotEqualTo(devices(8).getFirst().payloads().getFirst());
    }

    @Test
    void everyPayloadIsOneThatTheGatewayTakes() {
        for (LoadDevice device : devices(1)) {
            for (byte[] payload : device.payloads()) {
                assertThat(payload.length).isBetween(180 - 13, 400);
                NativePayload.Result judged = NativePayload.parse(
                        payload, Objects.requireNonNull(catalogue.deviceType(device.type())), PublishTemplate.TS_MARK);
                assertThat(judged.refused()).isEmpty();
                assertThat(judged.accepted()).hasSize(1);
            }
        }
    }

    private List<LoadDevice> devices(long seed) {
        return new LoadDevices(catalogue, Scenario.none(), seed, 180).of(60, 3);
    }
}
