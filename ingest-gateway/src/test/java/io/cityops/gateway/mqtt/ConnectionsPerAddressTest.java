package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.GatewayMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectionsPerAddressTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final ConnectionsPerAddress count = new ConnectionsPerAddress(2, new GatewayMeters(registry));

    @Test
    void oneAddressDoesNotTakeThePlaceOfAllOthers() throws UnknownHostException {
        InetAddress here = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 1});
        InetAddress there = InetAddress.getByAddress(new byte[] {(byte) 203, 0, 113, 2});
        assertThat(count.enter(here)).isTrue();
        assertThat(count.enter(here)).isTrue();
        assertThat(count.enter(here)).isFalse();
        assertThat(registry.get("cityops.gateway.disconnections")
                        .tag("cause", "address-limit")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(count.enter(there)).isTrue();

        count.leave(here);
        assertThat(count.enter(here)).isTrue();
    }
}
