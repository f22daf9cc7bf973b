package io.cityops.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class QuotasTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long nowNanos = 42;
    private final Quotas quotas =
            new Quotas(new Quota.Rate(10, 1_000, 2), new Quota.Rate(100, 10_000, 2), () -> nowNanos);

    @Test
    void messageOverTheLimitIsTakenAndTheSenderHeldBackUntilItIsPaid() {
        Quota quota = quotas.ofDevice("d");
        for (int i = 0; i < 20; i++) {
            assertThat(quota.take(1, nowNanos).met()).isNull();
        }

        Quota.Debt debt = quota.take(1, nowNanos);

        assertThat(debt.met()).isEqualTo(Quota.Kind.DEVICE_MESSAGES);
        assertThat(debt.waitNanos()).isEqualTo(SECOND / 10);
        assertThat(quota.take(1, nowNanos + SECOND).met()).isNull();
    }

    @Test
    void fewLargeMessagesMeetTheLimitOfBytes() {
        assertThat(quotas.ofDevice("d").takeIfWithin(2_000, nowNanos)).isNull();
        assertThat(quotas.ofDevice("d").takeIfWithin(1, nowNanos)).isEqualTo(Quota.Kind.DEVICE_BYTES);
        assertThat(quotas.ofDevice("other").takeIfWithin(1, nowNanos)).isNull();
    }

    @Test
    void ofManyRefusalsOneASecondIsASample() {
        Quota quota = quotas.ofDevice("d");

        assertThat(quota.isSample(nowNanos)).isTrue();
        assertThat(quota.isSample(nowNanos + SECOND / 2)).isFalse();
        assertThat(quota.isSample(nowNanos + SECOND)).isTrue();
    }

    @Test
    void quotaThatIsWholeAgainIsForgottenAndAnotherIsNot() {
        Quota used = quotas.ofDevice("d");
        used.take(1_000, nowNanos);
        quotas.sweep();
        assertThat(quotas.ofDevice("d")).isSameAs(used);

        nowNanos += 3 * SECOND;
        quotas.sweep();

        assertThat(quotas.ofDevice("d")).isNotSameAs(used);
    }
}
