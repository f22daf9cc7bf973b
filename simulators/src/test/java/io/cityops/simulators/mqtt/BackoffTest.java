package io.cityops.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8));

    @Test
    void pausesDoubleUpToTheBoundAndNeverExceedIt() {
        assertThat(backoff.pause("cam-1", 1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(500));
        assertThat(backoff.pause("cam-1", 3)).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(backoff.pause("cam-1", 1000)).isBetween(Duration.ofSeconds(4), Duration.ofSeconds(8));
    }

    @Test
    void devicesDoNotComeBackAllAtOnce() {
        long distinct = IntStream.range(0, 500)
                .mapToObj(device -> backoff.pause("cam-" + device, 5).toMillis() / 100)
                .distinct()
                .count();
        assertThat(distinct).isGreaterThan(30);
    }
}
