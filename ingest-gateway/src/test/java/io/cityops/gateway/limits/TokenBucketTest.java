package io.cityops.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long START = Long.MAX_VALUE - 5 * SECOND;

    private final TokenBucket bucket = new TokenBucket(10, 20, START);

    @Test
    void burstIsTakenAtOnceAndThenTheRate() {
        assertThat(taken(START)).isEqualTo(20);
        assertThat(taken(START + SECOND)).isEqualTo(10);
        assertThat(taken(START + SECOND)).isZero();
    }

    @Test
    void unusedTimeIsNotSavedBeyondTheBurst() {
        taken(START);

        assertThat(taken(START + 100 * SECOND)).isEqualTo(20);
    }

    @Test
    void debtIsToldAsTheTimeThatItTakesToPay() {
        assertThat(bucket.force(20, START)).isZero();
        assertThat(bucket.force(5, START)).isEqualTo(SECOND / 2);
        assertThat(bucket.take(1, START + SECOND / 4)).isFalse();
        assertThat(bucket.take(1, START + SECOND)).isTrue();
        assertThat(bucket.isFull(START + SECOND)).isFalse();
        assertThat(bucket.isFull(START + 10 * SECOND)).isTrue();
    }

    private int taken(long nowNanos) {
        int taken = 0;
        while (bucket.take(1, nowNanos)) {
            taken++;
        }
        return taken;
    }
}
