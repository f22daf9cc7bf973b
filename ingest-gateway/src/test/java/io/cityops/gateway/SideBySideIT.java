package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.process.FreePort;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two gateways on one broker and one database, as behind a TCP balancer. */
@ExtendWith(GatewayResource.class)
class SideBySideIT {
    private static final byte TAKEN_OVER = (byte) 0x8E;

    private final RunningGateway city;

    SideBySideIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void deviceThatSignsInOnTheOtherGatewayLeavesTheFirstWithinTwoSecondsAndBack() throws Exception {
        String token = city.register("it-moves", true);
        int otherPort = FreePort.next();
        try (AutoCloseable other = city.startSecondGateway(otherPort);
                RawClient first = new RawClient(city.mqttPort());
                RawClient second = new RawClient(otherPort);
                RawClient third = new RawClient(city.mqttPort())) {
            assertThat(other).isNotNull();
            assertThat(first.connect("MQTT", 5, 0, "it-moves", token)).isZero();

            assertThat(second.connect("MQTT", 5, 0, "it-moves", token)).isZero();
            assertTakenOver(first);

            assertThat(third.connect("MQTT", 5, 0, "it-moves", token)).isZero();
            assertTakenOver(second);
        }
    }

    private static void assertTakenOver(RawClient client) throws Exception {
        long startedNanos = System.nanoTime();
        RawClient.Packet last = client.read();
        assertThat(last.header()).isEqualTo(RawClient.DISCONNECT);
        assertThat(last.body()[0]).isEqualTo(TAKEN_OVER);
        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofSeconds(2));
    }
}
