package io.cityops.gateway.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.CloseCause;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SilenceTest {
    private static final long MINUTE = TimeLimits.NOT_READING_NANOS;

    private final long now = System.nanoTime();
    private final Silence silence = new Silence(now);

    @Test
    void whoReadsNothingForAMinuteIsCutOff() {
        silence.readsNoMore();
        silence.unread(1_000, now + 1);
        silence.unread(1_000, now + MINUTE);

        assertThat(silence.tooLongAt(now + MINUTE, false)).isNull();
        assertThat(silence.tooLongAt(now + 2 * MINUTE, false)).isEqualTo(CloseCause.NOT_READING);
    }

    @Test
    void whoReadsSlowlyIsWaitedForAsLongAsItReads() {
        silence.readsNoMore();
        silence.unread(1_000, now);
        silence.unread(999, now + MINUTE);
        silence.unread(998, now + 2 * MINUTE);

        assertThat(silence.tooLongAt(now + 3 * MINUTE, false)).isNull();
        assertThat(silence.tooLongAt(now + 3 * MINUTE + TimeUnit.SECONDS.toNanos(1), false))
                .isEqualTo(CloseCause.NOT_READING);
    }

    @Test
    void whoHasReadAllMaySayNothingForAsLongAsItsKeepAliveAllows() {
        silence.allow(TimeUnit.SECONDS.toNanos(30));
        silence.readsNoMore();
        silence.readsAgain();

        assertThat(silence.tooLongAt(now + TimeUnit.SECONDS.toNanos(29), true)).isNull();
        assertThat(silence.tooLongAt(now + TimeUnit.SECONDS.toNanos(31), true)).isEqualTo(CloseCause.KEEP_ALIVE);
        assertThat(silence.tooLongAt(now + TimeUnit.SECONDS.toNanos(31), false)).isNull();
    }
}
