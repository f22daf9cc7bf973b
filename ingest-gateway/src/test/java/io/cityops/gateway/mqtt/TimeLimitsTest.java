package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TimeLimitsTest {
    @Test
    void silenceIsAllowedForOneAndAHalfKeepAlives() {
        assertThat(TimeLimits.silenceAllowedNanos(30))
                .isEqualTo(Duration.ofSeconds(45).toNanos());
        assertThat(TimeLimits.silenceAllowedNanos(0)).isZero();
    }

    @Test
    void strangersForgeNoLogLine() {
        assertThat(LogText.printable("a\r\n2026 INFO all is well")).isEqualTo("a..2026 INFO all is well");
        assertThat(LogText.printable("x".repeat(1_000))).hasSize(64);
        assertThat(LogText.printable(null)).isEmpty();
    }
}
