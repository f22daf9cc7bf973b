package io.cityops.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingTest {
    @Test
    void pausesDoubleFromHalfASecondToTenSeconds() {
        assertThat(IntStream.rangeClosed(1, 7).mapToObj(Timing.USUAL::backoff))
                .containsExactly(
                        Duration.ofMillis(500),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(8),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10));
    }

    @Test
    void evenThousandsOfDeathsPauseNoLonger() {
        assertThat(Timing.USUAL.backoff(100_000)).isEqualTo(Duration.ofSeconds(10));
    }
}
