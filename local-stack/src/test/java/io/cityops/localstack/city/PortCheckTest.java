package io.cityops.localstack.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.supervision.Health;
import io.cityops.localstack.supervision.Service;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PortCheckTest {
    @Test
    void takenPortIsNamedWithTheProcessThatHasIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> PortCheck.requireFree("127.0.0.1", List.of(serviceOn(port))))
                    .isInstanceOf(StackFailure.class)
                    .hasMessageContaining("port " + port + ", which gateway needs, is taken by process "
                            + ProcessHandle.current().pid())
                    .hasMessageContaining("CITYOPS_PORT_OFFSET")
                    .hasMessageNotContaining("\n");
        }
    }

    @Test
    void portIsFreeAgainWhenNobodyListens() throws IOException {
        int port;
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = taken.getLocalPort();
        }
        assertThat(PortCheck.isFree("127.0.0.1", port)).isTrue();
        assertThat(PortOwner.of(port)).isEmpty();
    }

    private static Service serviceOn(int port) {
        Health health = () -> Health.Answer.UP;
        return new Service(
                "gateway",
                List.of(port),
                () -> new Launch(List.of("true"), Map.of()),
                health,
                health,
                () -> {},
                "TERM",
                Duration.ZERO,
                Duration.ZERO);
    }
}
