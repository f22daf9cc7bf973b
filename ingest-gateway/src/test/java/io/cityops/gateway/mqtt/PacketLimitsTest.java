package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PacketLimitsTest {
    @Test
    void nulAndIllFormedUtf8AreFound() {
        assertThat(PacketLimits.isIllFormed("city/water/a\0/telemetry")).isTrue();
        assertThat(PacketLimits.isIllFormed("city/\uFFFD")).isTrue();
        assertThat(PacketLimits.isIllFormed("city/nước/a/telemetry")).isFalse();
    }

    @Test
    void silenceIsAllowedForOneAndAHalfKeepAlives() {
        assertThat(PacketLimits.silenceAllowedNanos(30))
                .isEqualTo(Duration.ofSeconds(45).toNanos());
        assertThat(PacketLimits.silenceAllowedNanos(0)).isZero();
    }

    @Test
    void strangersForgeNoLogLine() {
        assertThat(LogText.printable("a\r\n2026 INFO all is well")).isEqualTo("a..2026 INFO all is well");
        assertThat(LogText.printable("x".repeat(1_000))).hasSize(64);
        assertThat(LogText.printable(null)).isEmpty();
    }
}
