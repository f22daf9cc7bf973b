package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.mqtt.ReceivedOnce.Known;
import org.junit.jupiter.api.Test;

class ReceivedOnceTest {
    private final ReceivedOnce received = new ReceivedOnce();

    @Test
    void resentMessageIsKnownUntilItsRelease() {
        assertThat(received.open(7)).isEqualTo(Known.NEW);
        assertThat(received.open(7)).isEqualTo(Known.WAITING);
        received.record(7);
        assertThat(received.open(7)).isEqualTo(Known.RECORDED);

        assertThat(received.release(7)).isTrue();
        assertThat(received.release(7)).isFalse();
        assertThat(received.open(7)).isEqualTo(Known.NEW);
    }

    @Test
    void packetIdsDoNotDisturbEachOther() {
        received.open(1);
        received.open(65_535);
        received.record(65_535);

        assertThat(received.release(65_535)).isTrue();
        assertThat(received.open(1)).isEqualTo(Known.WAITING);
        assertThat(received.open(65_535)).isEqualTo(Known.NEW);
    }
}
