package io.cityops.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cityops.city.Slope.Point;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlopeTest {
    private static final double RISE = 3;

    @Test
    void lineIsFoundAsItIs() {
        Slope slope = Slope.of(List.of(new Point(0, 10), new Point(1, 13), new Point(2, 16), new Point(4, 22)));

        assertThat(slope.perHour()).isCloseTo(RISE, within(1e-9));
        assertThat(slope.uncertainty()).isCloseTo(0, within(1e-9));
    }

    @Test
    void intervalHoldsTheTrueRiseNineteenTimesInTwenty() {
        Random random = new Random(7);
        long held = IntStream.range(0, 1_000)
                .mapToObj(run -> Slope.of(IntStream.range(0, 60)
                        .mapToObj(i -> new Point(i / 60.0, 100 + RISE * i / 60.0 + random.nextGaussian()))
                        .toList()))
                .filter(slope -> Math.abs(slope.perHour() - RISE) <= slope.uncertainty())
                .count();

        assertThat(held).isBetween(920L, 975L);
    }

    @Test
    void twoPointsTellNothing() {
        assertThat(Slope.of(List.of(new Point(0, 1), new Point(1, 2))).perHour())
                .isNaN();
    }
}
