package io.cityops.dashboard.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TrajectoryTest {
    private static final Instant NOW = Instant.parse("2026-11-22T05:00:00Z");
    private static final Instant IN_HUNDRED_DAYS = NOW.plus(Duration.ofDays(100));

    @Test
    void theNeededPaceIsWhatIsMissingOverTheMonthsThatAreLeft() {
        Trajectory way = Trajectory.of(List.of(), 40, 50, IN_HUNDRED_DAYS, NOW);

        assertThat(way.neededPerMonth()).isCloseTo(10.0 / 100 * 365.25 / 12, within(1e-9));
        assertThat(way.perMonth()).as("no pace from no history").isNull();
        assertThat(way.arrives()).isNull();
    }

    @Test
    void atAHalfPointADayTenPointsTakeTwentyDays() {
        Trajectory way = Trajectory.of(days(30, 0.5), 40, 50, IN_HUNDRED_DAYS, NOW);

        assertThat(way.perMonth()).isCloseTo(0.5 * 365.25 / 12, within(1e-9));
        assertThat(way.arrives()).isEqualTo(NOW.plus(Duration.ofDays(20)));
    }

    @Test
    void oneBadDayDoesNotMoveThePace() {
        List<Trajectory.Day> days = IntStream.range(0, 20)
                .mapToObj(
                        day -> new Trajectory.Day(NOW.minus(Duration.ofDays(20 - day)), day == 7 ? 0 : 30 + 0.5 * day))
                .toList();

        assertThat(Trajectory.of(days, 40, 50, IN_HUNDRED_DAYS, NOW).perMonth())
                .isCloseTo(0.5 * 365.25 / 12, within(1e-9));
    }

    @Test
    void whoFallsNeverArrives() {
        assertThat(Trajectory.of(days(30, -0.1), 40, 50, IN_HUNDRED_DAYS, NOW).arrives())
                .isNull();
    }

    @Test
    void aTargetWhoseDayIsOverIsOverdueUnlessReached() {
        assertThat(Trajectory.of(List.of(), 40, 50, NOW.minusSeconds(1), NOW).overdue())
                .isTrue();
        Trajectory reached = Trajectory.of(List.of(), 50, 50, NOW.minusSeconds(1), NOW);
        assertThat(reached.overdue()).isFalse();
        assertThat(reached.reached()).isTrue();
    }

    private static List<Trajectory.Day> days(int count, double perDay) {
        return IntStream.range(0, count)
                .mapToObj(day -> new Trajectory.Day(NOW.minus(Duration.ofDays(count - day)), 30 + perDay * day))
                .toList();
    }
}
