package io.cityops.gateway.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class InFlightBytesTest {
    private final InFlightBytes inFlight = new InFlightBytes(1_000);
    private final AtomicInteger woken = new AtomicInteger();

    @Test
    void readingMayGoOnBelowTheLimitOnly() {
        assertThat(inFlight.hold(999)).isTrue();
        assertThat(inFlight.hold(1)).isFalse();
    }

    @Test
    void whoWaitsIsWokenWhenHalfOfTheLimitIsFree() {
        inFlight.hold(1_200);
        inFlight.whenFreed(woken::incrementAndGet);

        inFlight.release(600);
        assertThat(woken).hasValue(0);

        inFlight.release(100);
        assertThat(woken).hasValue(1);

        inFlight.release(500);
        assertThat(woken).hasValue(1);
        assertThat(inFlight.heldBytes()).isZero();
    }

    @Test
    void whoComesAfterTheLastReleaseIsNotLeftWaiting() {
        inFlight.hold(1_000);
        inFlight.release(1_000);

        inFlight.whenFreed(woken::incrementAndGet);

        assertThat(woken).hasValue(1);
    }
}
