package io.cityops.simulators.city;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class DiceTest {
    private final Dice dice = new Dice(42);

    @Test
    void theSameQuestionHasTheSameAnswerAndAnotherSeedAnother() {
        assertThat(dice.uniform(1, 2)).isEqualTo(new Dice(42).uniform(1, 2));
        assertThat(dice.uniform(1, 2)).isNotEqualTo(new Dice(43).uniform(1, 2));
        assertThat(dice.uniform(1, 2)).isNotEqualTo(dice.uniform(2, 1));
    }

    @Test
    void fallsEvenlyBetweenZeroAndOne() {
        double mean =
                LongStream.range(0, 10_000).mapToDouble(dice::uniform).average().orElseThrow();
        assertThat(mean).isBetween(0.49, 0.51);
        assertThat(LongStream.range(0, 10_000).mapToDouble(dice::uniform)).allMatch(x -> x >= 0 && x < 1);
    }

    @Test
    void countsHaveTheMeanThatWasAskedFor() {
        for (double wanted : new double[] {0.3, 4, 29, 31, 120}) {
            double mean = LongStream.range(0, 5_000)
                    .mapToDouble(k -> dice.poisson(wanted, 1, k))
                    .average()
                    .orElseThrow();
            assertThat(mean).isBetween(wanted * 0.95, wanted * 1.05);
        }
    }

    @Test
    void driftIsSmoothAndBounded() {
        for (long t = 0; t < 1_000_000; t += 1000) {
            double step = dice.drift(5, t + 1000, 60_000) - dice.drift(5, t, 60_000);
            assertThat(Math.abs(step)).isLessThan(0.06);
            assertThat(dice.drift(5, t, 60_000)).isBetween(-1.0, 1.0);
        }
    }
}
