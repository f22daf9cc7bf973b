package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.GatewayMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConnectionCount count = new ConnectionCount(2, new GatewayMeters(registry));

    @Test
    void connectionOverTheLimitIsRefusedAndCountedUntilAnotherLeaves() {
        assertThat(count.enter()).isTrue();
        assertThat(count.enter()).isTrue();
        assertThat(count.enter()).isFalse();
        assertThat(closed("connection-limit")).isEqualTo(1);

        count.leave();
        assertThat(count.enter()).isTrue();
    }

    @Test
    void stoppingGatewayTakesNobodyIn() {
        count.stopAccepting();

        assertThat(count.enter()).isFalse();
        assertThat(closed("gateway-stopping")).isEqualTo(1);
    }

    private double closed(String cause) {
        return registry.get("cityops.gateway.disconnections")
                .tag("cause", cause)
                .counter()
                .count();
    }
}
