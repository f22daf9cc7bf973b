package io.cityops.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.limits.FailedSignIns.Answer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class FailedSignInsTest {
    private final InetAddress nat = address("203.0.113.7");
    private long nowNanos = 42;
    private final FailedSignIns failures = new FailedSignIns(() -> nowNanos);

    @Test
    void deviceThatKeepsFailingWaitsAndItsNeighbourBehindTheSameAddressDoesNot() {
        failUntilItWaits("broken", nat);

        assertThat(failures.failed("broken", nat)).isEqualTo(Answer.WAIT_FOR_DEVICE);
        assertThat(failures.failed("neighbour", nat)).isEqualTo(Answer.AT_ONCE);
        assertThat(failures.failed("broken", address("198.51.100.1"))).isEqualTo(Answer.AT_ONCE);
    }

    @Test
    void whoStopsFailingIsForgottenAndForgiven() {
        failUntilItWaits("broken", nat);

        nowNanos += TimeUnit.MINUTES.toNanos(5);
        failures.sweep();

        assertThat(failures.failed("broken", nat)).isEqualTo(Answer.AT_ONCE);
    }

    @Test
    void addressThatTriesEverMoreNamesWaits() {
        Answer answer = Answer.AT_ONCE;
        int tries = 0;
        while (answer == Answer.AT_ONCE) {
            answer = failures.failed("", nat);
            tries++;
        }

        assertThat(answer).isEqualTo(Answer.WAIT_FOR_ADDRESS);
        assertThat(tries).isBetween(400, 600);
        assertThat(failures.failed("", address("198.51.100.1"))).isEqualTo(Answer.AT_ONCE);
    }

    @Test
    void addressesOfOneIpv6NetworkShareTheirAllowance() {
        failUntilItWaits("broken", address("2001:db8:1:2::1"));

        assertThat(failures.failed("broken", address("2001:db8:1:2:ffff::9"))).isEqualTo(Answer.WAIT_FOR_DEVICE);
        assertThat(failures.failed("broken", address("2001:db8:1:3::1"))).isEqualTo(Answer.AT_ONCE);
    }

    @Test
    void noMoreThanABoundedNumberIsKeptWaiting() {
        failUntilItWaits("broken", nat);
        Answer answer = Answer.WAIT_FOR_DEVICE;
        for (int i = 0; i < 3_000; i++) {
            answer = failures.failed("broken", nat);
        }
        assertThat(answer).isEqualTo(Answer.NONE);

        failures.waited();

        assertThat(failures.failed("broken", nat)).isNotEqualTo(Answer.NONE);
    }

    private void failUntilItWaits(String deviceId, InetAddress address) {
        while (failures.failed(deviceId, address) == Answer.AT_ONCE) {
            // once more
        }
    }

    private static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}
