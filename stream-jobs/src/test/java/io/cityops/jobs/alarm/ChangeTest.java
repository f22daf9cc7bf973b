package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChangeTest {
    @Test
    void itIsMeasuredFromTheLowestOrHighestOfTheTimeBehind() {
        Map<Long, Double> rising = new HashMap<>();
        Duration quarter = Duration.ofMinutes(15);
        assertThat(Change.of(rising, 1.2, noonPlus(0), quarter, true))
                .as("nothing to compare with")
                .isZero();
        assertThat(Change.of(rising, 1.1, noonPlus(300), quarter, true)).isZero();
        assertThat(Change.of(rising, 1.5, noonPlus(600), quarter, true)).isCloseTo(0.4, within(1e-9));
        assertThat(Change.of(rising, 1.6, noonPlus(1_300), quarter, true))
                .as("the lowest is behind")
                .isCloseTo(0.1, within(1e-9));
        Map<Long, Double> falling = new HashMap<>();
        Change.of(falling, 40, noonPlus(0), quarter, false);
        assertThat(Change.of(falling, 28, noonPlus(60), quarter, false)).isEqualTo(-12);
        for (int second = 0; second < 100_000; second += 10) {
            Change.of(rising, second, noonPlus(second), quarter, true);
        }
        assertThat(rising).as("however long it goes on").hasSizeLessThanOrEqualTo(13);
    }

    @Test
    void aRiseOfExactlySoMuchIsSoMuch() {
        Map<Long, Double> extremes = new HashMap<>();
        Change.of(extremes, 0.2, noonPlus(0), Duration.ofMinutes(1), true);
        assertThat(Change.of(extremes, 0.7, noonPlus(10), Duration.ofMinutes(1), true))
                .isEqualTo(0.5);
    }

    @Test
    void whatWasRememberedInPartsOfAnotherLengthIsForgotten() {
        Map<Long, Double> extremes = new HashMap<>();
        Change.of(extremes, -5, noonPlus(0), Duration.ofMinutes(1), true);
        assertThat(Change.of(extremes, 1, noonPlus(60), Duration.ofHours(1), true))
                .isZero();
    }
}
