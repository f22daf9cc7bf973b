package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceivedOnceTest {
    private final ReceivedOnce received = new ReceivedOnce();

    @Test
    void packetIdIsTakenOnceUntilItIsReleased() {
        assertThat(received.open(7)).isTrue();
        assertThat(received.open(7)).isFalse();

        assertThat(received.release(7)).isTrue();
        assertThat(received.open(7)).isTrue();
    }

    @Test
    void recordedIdIsForgottenWithItsRelease() {
        received.open(65_535);
        received.record(65_535);
        assertThat(received.isRecorded(65_535)).isTrue();

        received.release(65_535);
        assertThat(received.isRecorded(65_535)).isFalse();
    }

    @Test
    void releaseOfAnUnknownIdIsTold() {
        assertThat(received.release(1)).isFalse();
    }
}
