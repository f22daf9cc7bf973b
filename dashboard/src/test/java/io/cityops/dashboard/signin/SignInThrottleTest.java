package io.cityops.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInThrottleTest {
    private Instant now = Instant.parse("2026-11-22T05:00:00Z");
    private final SignInThrottle throttle = new SignInThrottle(new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    });

    @Test
    void twoFailuresCostNothing() {
        fail(2);

        assertThat(throttle.wait("lan", "10.0.0.1")).isZero();
    }

    @Test
    void theDelayDoublesWithEachFailureFromTheThird() {
        fail(3);
        assertThat(throttle.wait("lan", "10.0.0.1")).isEqualTo(Duration.ofSeconds(2));
        fail(2);
        assertThat(throttle.wait("lan", "10.0.0.1")).isEqualTo(Duration.ofSeconds(8));
    }

    @Test
    void theDelayIsNeverOverFiveMinutesAndPasses() {
        fail(100);
        assertThat(throttle.wait("lan", "10.0.0.1")).isEqualTo(Duration.ofMinutes(5));

        now = now.plus(Duration.ofMinutes(5));
        assertThat(throttle.wait("lan", "10.0.0.1")).isZero();
    }

    @Test
    void anotherAddressIsNotHeldUp() {
        fail(5);

        assertThat(throttle.wait("lan", "10.0.0.2")).isZero();
    }

    @Test
    void aSuccessForgetsTheFailures() {
        fail(5);
        throttle.succeeded("LAN", "10.0.0.1");

        assertThat(throttle.wait("lan", "10.0.0.1")).isZero();
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            throttle.failed("lan", "10.0.0.1");
        }
    }
}
