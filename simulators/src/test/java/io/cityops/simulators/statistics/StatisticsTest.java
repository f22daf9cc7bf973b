package io.cityops.simulators.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cityops.model.catalogue.Catalogue;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The ordinary life of the simulated city against what is known of the real one; all from what its devices see. */
class StatisticsTest {
    private static final SimulatedTime TIME = new SimulatedTime(Catalogue.load(null), 1);
    private static final Instant MONDAY = Instant.parse("2026-10-04T17:00:00Z");
    private static final Instant OCTOBER = Instant.parse("2026-09-30T17:00:00Z");
    private static final Instant JANUARY = Instant.parse("2026-01-04T17:00:00Z");

    @Test
    void aWorkingDayHasTwoRushHours() {
        Series speed = TIME.speedKmh(MONDAY, 2);
        double[] slowest = Findings.slowestHours(speed, List.of(0, 1));
        assertThat(slowest[0]).isBetween(6.5, 8.5);
        assertThat(slowest[1]).isBetween(16.5, 19.0);
        assertThat(speed.min()).isBetween(14.0, 26.0);
        assertThat(speed.max()).isBetween(40.0, 52.0);
    }

    @Test
    void theTideIsSemiDiurnalWithSpringsAndNeaps() {
        Series level = TIME.riverLevelM(OCTOBER, 30);
        double[] ranges = Findings.dailyRanges(level);
        assertThat(Findings.hoursBetweenHighs(Findings.highWaters(level))).isCloseTo(12.42, within(0.12));
        assertThat(Arrays.stream(ranges).max().orElseThrow()).isBetween(2.4, 3.6);
        assertThat(Arrays.stream(ranges).min().orElseThrow()).isBetween(0.7, 1.6);
        assertThat(level.max()).isBetween(1.40, 1.70);
        assertThat(level.min()).isBetween(-2.2, -1.2);
    }

    @Test
    void springsFollowEachOtherAfterHalfAMonth() {
        double[] ranges = Findings.dailyRanges(TIME.riverLevelM(OCTOBER, 44));
        int first = largest(ranges, 0, 15);
        int second = largest(ranges, first + 8, first + 23);
        assertThat(second - first).isBetween(12, 17);
    }

    @Test
    void rainFallsInItsSeasonAndInAllClasses() {
        Series wet = TIME.rainMm(Instant.parse("2026-05-31T17:00:00Z"), 122);
        Series dry = TIME.rainMm(Instant.parse("2025-12-31T17:00:00Z"), 90);
        int[] classes = Findings.rainClasses(wet.sums(24));
        assertThat(wet.sum()).isBetween(700.0, 1900.0); // 1,203 mm from June to September in the mean of the years
        assertThat(dry.sum()).isLessThan(0.15 * wet.sum());
        assertThat(classes[0]).as("dry").isBetween(30, 80);
        for (int i = 1; i <= 4; i++) {
            assertThat(classes[i]).as("class %d", i).isPositive();
        }
        assertThat(classes[5]).as("above 100 mm").isLessThanOrEqualTo(6);
    }

    @Test
    void vnAqiIsThatOfAnOrdinaryWeekAndHigherOnStillMorningsOfTheDrySeason() {
        Series october = aqi(MONDAY);
        Series january = aqi(JANUARY);
        assertThat(october.min()).isGreaterThan(15);
        assertThat(october.max()).isLessThan(150);
        assertThat(october.mean()).isBetween(30.0, 90.0);
        assertThat(january.max()).isBetween(80.0, 180.0);
    }

    @Test
    void reportsTo1022AreAsManyAsTheCityToldOfAMonth() {
        List<Series> month = TIME.sumsOfWards(
                List.of("reports_received_count", "reports_closed_count", "reports_closed_on_time_count"),
                "desk-1022",
                OCTOBER,
                31);
        double received = month.get(0).sum();
        double closed = month.get(1).sum();
        double onTime = month.get(2).sum();
        assertThat(received).isBetween(14_000.0, 15_400.0);
        assertThat(100 * onTime / closed).isBetween(93.5, 97.5);
        assertThat(closed).isCloseTo(received, within(0.05 * received));
    }

    @Test
    void theReckonedVnAqiIsThatOfTheDecree() {
        assertThat(VnAqi.at(11, constant(50), constant(60), constant(10), constant(10)))
                .isEqualTo(100);
        assertThat(VnAqi.at(11, constant(25), constant(150), constant(10), constant(10)))
                .isEqualTo(100);
        assertThat(VnAqi.at(11, constant(0), constant(0), constant(300), constant(10)))
                .isEqualTo(150);
    }

    private static Series aqi(Instant start) {
        return VnAqi.series(TIME.air(VnAqi.MEASURES, start, 7));
    }

    private static Series constant(double value) {
        double[] hours = new double[12];
        Arrays.fill(hours, value);
        return new Series("constant", OCTOBER, Duration.ofHours(1), hours);
    }

    private static int largest(double[] values, int from, int to) {
        int largest = from;
        for (int i = from; i < to; i++) {
            largest = values[i] > values[largest] ? i : largest;
        }
        return largest;
    }
}
