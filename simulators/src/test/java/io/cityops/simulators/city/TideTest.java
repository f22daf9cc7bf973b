package io.cityops.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TideTest {
    private static final long MINUTE = Duration.ofMinutes(1).toMillis();
    private static final long START = CityFixtures.at("2026-11-01T00:00:00+07:00");
    private static final int DAYS = 30;

    @Test
    void overAMonthTheTideReachesAlarmLevelsAndFallsFarBelowTheDatumAsAtPhuAn() {
        double highest = -9;
        double lowest = 9;
        for (long t = START; t < START + Duration.ofDays(DAYS).toMillis(); t += 10 * MINUTE) {
            highest = Math.max(highest, Tide.levelM(t));
            lowest = Math.min(lowest, Tide.levelM(t));
        }
        assertThat(highest).isBetween(1.40, 1.62);
        assertThat(lowest).isBetween(-2.2, -1.2);
    }

    @Test
    void highWatersFollowEachOtherAfterHalfALunarDayOnAverage() {
        List<Long> highs = highWaters(0.0);
        double meanHours = (highs.getLast() - highs.getFirst()) / 3_600_000.0 / (highs.size() - 1);
        assertThat(meanHours).isBetween(12.2, 12.6);
    }

    @Test
    void theHighestWatersComeInTheEarlyMorningOrTheLateAfternoon() {
        List<Long> alarms = highWaters(1.30);
        assertThat(alarms).hasSizeGreaterThan(2);
        assertThat(alarms).allSatisfy(t -> {
            double hour = CityTime.hourOfDay(t);
            assertThat((hour >= 3.5 && hour <= 7) || (hour >= 15.5 && hour <= 19.5))
                    .as("hour %s", hour)
                    .isTrue();
        });
    }

    private static List<Long> highWaters(double atLeastM) {
        List<Long> highs = new ArrayList<>();
        for (long t = START; t < START + Duration.ofDays(DAYS).toMillis(); t += MINUTE) {
            double level = Tide.levelM(t);
            if (level > atLeastM && level > Tide.levelM(t - MINUTE) && level >= Tide.levelM(t + MINUTE)) {
                highs.add(t);
            }
        }
        return highs;
    }
}
