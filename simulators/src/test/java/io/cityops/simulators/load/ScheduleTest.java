package io.cityops.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aSteadyRateSpacesMessagesEvenly() {
        Schedule schedule = new Schedule(1_000, Duration.ZERO, Duration.ofSeconds(2));
        assertThat(schedule.total()).isEqualTo(2_000);
        assertThat(schedule.intendedNanos(0)).isZero();
        assertThat(schedule.intendedNanos(1)).isEqualTo(SECOND / 1_000);
        assertThat(schedule.intendedNanos(1_999)).isEqualTo(1_999 * SECOND / 1_000);
        assertThat(schedule.dueBy(SECOND)).isEqualTo(1_000);
    }

    @Test
    void duringTheRampTheRateGrowsLinearly() {
        Schedule schedule = new Schedule(100, Duration.ofSeconds(10), Duration.ofSeconds(20));
        assertThat(schedule.total()).isEqualTo(500 + 1_000);
        assertThat(schedule.dueBy(5 * SECOND)).isEqualTo(125);
        assertThat(schedule.intendedNanos(125)).isEqualTo(5 * SECOND);
        assertThat(schedule.intendedNanos(500)).isEqualTo(10 * SECOND);
        assertThat(schedule.intendedNanos(600)).isEqualTo(11 * SECOND);
    }

    @Test
    void noMessageIsDueBeforeTheOneAheadOfItNorAfterTheEnd() {
        Schedule schedule = new Schedule(333.3, Duration.ofSeconds(3), Duration.ofSeconds(7));
        for (long n = 1; n < schedule.total(); n++) {
            assertThat(schedule.intendedNanos(n)).isGreaterThanOrEqualTo(schedule.intendedNanos(n - 1));
        }
        assertThat(schedule.intendedNanos(schedule.total() - 1)).isLessThan(7 * SECOND);
    }

    @Test
    void aRateOfNothingHasNoMessages() {
        assertThat(new Schedule(0, Duration.ZERO, Duration.ofHours(1)).total()).isZero();
    }

    @Test
    void aRampLongerThanTheRunIsRefused() {
        assertThatThrownBy(() -> new Schedule(1, Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyMessageBelongsToOneConnectionAndLeadsBackToItself() {
        for (int burst : new int[] {1, 5}) {
            Share share = new Share(1, 3, 7, burst);
            long messages = share.messages(1_000);
            assertThat(messages).isEqualTo(333);
            long[] next = new long[7];
            for (long m = 0; m < messages; m++) {
                int connection = share.connection(m);
                long k = share.ofConnection(m);
                assertThat(k).as("in order, without a gap").isEqualTo(next[connection]++);
                assertThat(share.ofLoop(connection, k)).isEqualTo(m);
                assertThat(share.inRun(m) % 3).isEqualTo(1);
            }
        }
    }
}
