package io.cityops.jobs.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AggregatorTest {
    private static final Span MINUTE = new Span(0, 60_000, 60_000, 1);

    static Stream<Aggregator> all() {
        return Stream.of(
                new Mean(),
                new WeightedMean(),
                new HarmonicMean(),
                new EnergyMean(),
                new Sum(),
                new Rate(),
                new Max(),
                new Percentile(95),
                new Last(),
                new Ratio(100),
                new DistinctCount(50),
                new TravelTimeIndex(32),
                new LevelOfService(32),
                new HeatIndex(),
                Outages.minutes(),
                Outages.interruptions());
    }

    @ParameterizedTest
    @MethodSource("all")
    void howeverReadingsAreDividedAndOrderedTheirPartsMergeToTheSameValue(Aggregator aggregator) {
        Random random = new Random(3);
        double[][] readings = new double[500][];
        for (int i = 0; i < readings.length; i++) {
            readings[i] = new double[] {20 + random.nextInt(60), 1 + random.nextInt(40)};
        }
        double[] whole = aggregator.empty();
        double[][] parts = new double[7][];
        Arrays.setAll(parts, i -> aggregator.empty());
        for (int i = 0; i < readings.length; i++) {
            whole = aggregator.add(whole, readings[i], i, 30_000);
            int part = random.nextInt(parts.length);
            parts[part] = aggregator.add(parts[part], readings[i], i, 30_000);
        }
        double[] merged = aggregator.empty();
        for (int part : new int[] {3, 0, 6, 1, 5, 2, 4}) {
            merged = aggregator.merge(merged, parts[part]);
        }
        double expected = aggregator.value(whole, MINUTE);
        assertThat(aggregator.value(merged, MINUTE)).isCloseTo(expected, within(1e-9 * Math.abs(expected)));
    }

    @ParameterizedTest
    @MethodSource("all")
    void ofNoReadingThereIsNoValue(Aggregator aggregator) {
        assertThat(aggregator.value(aggregator.empty(), MINUTE)).isNaN();
    }

    @Test
    void aPercentileIsWithinHalfAPercentOfTheReadingOfThatRank() {
        Percentile percentile = new Percentile(90);
        double[] numbers = percentile.empty();
        for (int i = 1; i <= 1_000; i++) {
            numbers = percentile.add(numbers, new double[] {i}, i, 1_000);
        }
        assertThat(percentile.value(numbers, MINUTE)).isCloseTo(900, within(0.005 * 900));
        assertThat(numbers.length).as("not the readings themselves").isLessThan(900);
    }

    @Test
    void soundLevelsAreAveragedByTheirEnergy() {
        double[] numbers = new EnergyMean().empty();
        new EnergyMean().add(numbers, new double[] {60}, 0, 1_000);
        new EnergyMean().add(numbers, new double[] {70}, 1, 1_000);
        assertThat(new EnergyMean().value(numbers, MINUTE)).isCloseTo(67.40362689, within(1e-8));
    }

    @Test
    void theHeatIndexFollowsTheWeatherServicesTable() {
        // 90 F and 70 % feel like 106 F; 80 F and 40 % like 80; the table is in whole degrees
        assertThat(fahrenheit(HeatIndex.feltC((90 - 32) / 1.8, 70))).isCloseTo(106, within(0.6));
        assertThat(fahrenheit(HeatIndex.feltC((80 - 32) / 1.8, 40))).isCloseTo(80, within(0.6));
        assertThat(fahrenheit(HeatIndex.feltC((100 - 32) / 1.8, 55))).isCloseTo(124, within(0.6));
    }

    private static double fahrenheit(double celsius) {
        return celsius * 1.8 + 32;
    }

    @Test
    void levelsOfServiceBeginBelowTheirLimits() {
        assertThat(level(32 * 0.86)).isEqualTo(1);
        assertThat(level(32 * 0.85)).isEqualTo(2);
        assertThat(level(32 * 0.45)).isEqualTo(4);
        assertThat(level(32 * 0.30)).isEqualTo(6);
    }

    private static double level(double speedKmh) {
        LevelOfService service = new LevelOfService(32);
        return service.value(service.add(service.empty(), new double[] {speedKmh}, 0, 1_000), MINUTE);
    }

    @Test
    void anOpenRateIsOfTheTimeCoveredAndAClosedOneOfTheWindow() {
        Rate rate = new Rate();
        double[] numbers = rate.add(rate.empty(), new double[] {12}, 0, 30_000);
        assertThat(rate.value(numbers, new Span(0, 60_000, 20_000, 1))).isEqualTo(12 * 120);
        assertThat(rate.value(numbers, MINUTE)).isEqualTo(12 * 60);
    }

    @Test
    void minutesWithoutPowerAreOverAllCustomers() {
        Outages minutes = Outages.minutes();
        double[] feeder = minutes.empty();
        for (int minute = 0; minute < 30; minute++) {
            feeder = minutes.add(feeder, new double[] {500, 2_000}, minute * 60_000L, 60_000);
        }
        double[] other = minutes.add(minutes.empty(), new double[] {0, 3_000}, 0, 60_000);
        assertThat(minutes.value(List.of(feeder, other), io.cityops.model.catalogue.Across.MEAN, MINUTE))
                .isEqualTo(500 * 30 / 5_000.0);
    }
}
