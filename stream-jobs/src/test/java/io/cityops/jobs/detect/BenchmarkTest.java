package io.cityops.jobs.detect;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.detect.Benchmark.Judged;
import io.cityops.jobs.detect.Benchmark.Points;
import io.cityops.jobs.detect.Benchmark.Profile;
import io.cityops.jobs.detect.Benchmark.Window;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Expected points are worked out by hand from the formula of the benchmark's description. */
class BenchmarkTest {
    private static final Offset<Double> EXACT = Offset.offset(1e-9);

    private static Judged alarmsAt(int... rows) {
        double[] scores = new double[1_000];
        for (int row : rows) {
            scores[row] = 0.9;
        }
        return new Judged(scores, List.of(new Window(400, 499)));
    }

    private static double score(Profile profile, int... rows) {
        return Benchmark.points(alarmsAt(rows), 0.5, profile).normalised(profile);
    }

    @Test
    void sayingNothingIsNothingAndTheFirstRowOfEachWindowIsAHundred() {
        for (Profile profile : Profile.values()) {
            assertThat(score(profile)).isEqualTo(0, EXACT);
            assertThat(score(profile, 400)).isEqualTo(100, EXACT);
        }
    }

    @Test
    void theEarliestRowOfAWindowCountsAndTheOthersCostNothing() {
        assertThat(score(Profile.STANDARD, 400, 401, 450)).isEqualTo(100, EXACT);
        double middle = (2 / (1 + Math.exp(-2.5)) - 1) / (2 / (1 + Math.exp(-5)) - 1);
        assertThat(Benchmark.points(alarmsAt(450, 470), 0.5, Profile.STANDARD).raw())
                .isEqualTo(middle, EXACT);
    }

    @Test
    void aFalseRowCostsItsWeightAndLessShortlyBehindAWindow() {
        assertThat(Benchmark.points(alarmsAt(300), 0.5, Profile.STANDARD).raw()).isEqualTo(-1 - 0.11, EXACT);
        assertThat(Benchmark.points(alarmsAt(900), 0.5, Profile.STANDARD).raw()).isEqualTo(-1 - 0.11, EXACT);
        double near = 2 / (1 + Math.exp(5 * 9 / 99.0)) - 1;
        assertThat(Benchmark.points(alarmsAt(508), 0.5, Profile.LOW_FALSE_POSITIVES)
                        .raw())
                .isEqualTo(-1 + 0.22 * near, EXACT);
    }

    @Test
    void theFirstSeventhIsOnTrial() {
        Points points = Benchmark.points(alarmsAt(0, 149), 0.5, Profile.STANDARD);
        assertThat(points.falseRows()).isZero();
        assertThat(Benchmark.points(alarmsAt(150), 0.5, Profile.STANDARD).falseRows())
                .isEqualTo(1);
    }

    @Test
    void aMissedWindowWeighsTwiceWhereMissingIsWorse() {
        assertThat(Benchmark.points(alarmsAt(), 0.5, Profile.LOW_FALSE_NEGATIVES)
                        .raw())
                .isEqualTo(-2, EXACT);
    }
}
