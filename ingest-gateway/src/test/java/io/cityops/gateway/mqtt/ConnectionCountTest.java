package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.GatewayMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionCountTest {
    private static final InetAddress HERE = address(1);
    private static final InetAddress THERE = address(2);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConnectionCount count = new ConnectionCount(3, 2, new GatewayMeters(registry));

    @Test
    void connectionOverTheLimitIsRefusedAndCountedUntilAnotherLeaves() {
        assertThat(count.enter(HERE)).isTrue();
        assertThat(count.enter(THERE)).isTrue();
        assertThat(count.enter(HERE)).isTrue();
        assertThat(count.enter(THERE)).isFalse();
        assertThat(closed("connection-limit")).isEqualTo(1);

        count.leave(HERE);
        assertThat(count.enter(HERE)).isTrue();
    }

    @Test
    void oneAddressDoesNotTakeThePlaceOfAllOthers() {
        assertThat(count.enter(HERE)).isTrue();
        assertThat(count.enter(HERE)).isTrue();
        assertThat(count.enter(HERE)).isFalse();
        assertThat(closed("address-limit")).isEqualTo(1);
        assertThat(count.enter(THERE)).isTrue();

        count.leave(HERE);
        assertThat(count.enter(HERE)).isTrue();
    }

    @Test
    void stoppingGatewayTakesNobodyIn() {
        count.stopAccepting();

        assertThat(count.enter(HERE)).isFalse();
        assertThat(closed("gateway-stopping")).isEqualTo(1);
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private double closed(String cause) {
        return registry.get("cityops.gateway.disconnections")
                .tag("cause", cause)
                .counter()
                .count();
    }
}
