package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.DoublePredicate;
import org.junit.jupiter.api.Test;

class SwingTest {
    @Test
    void whatIsToldOfChangesLeadsToTheVeryAlarmsThatEachValueWould() {
        SplittableRandom random = new SplittableRandom(3);
        Duration over = Duration.ofMinutes(15);
        for (boolean above : new boolean[] {true, false}) {
            Swing swing = new Swing(over, above);
            DoublePredicate far = change -> above ? change <= 0.5 : change >= -0.5;
            Map<Long, Double> ofAll = new HashMap<>();
            Map<Long, Double> ofTold = new HashMap<>();
            double value = 0;
            int news = 0;
            for (int i = 0; i < 20_000; i++) {
                value += 0.1 * (random.nextDouble() - 0.5);
                long at = noonPlus(10L * i + random.nextInt(10));
                double change = Change.of(ofAll, value, at, over, above);
                if (swing.isNews(value, at, far)) {
                    news++;
                    assertThat(Change.of(ofTold, value, at, over, above)).isEqualTo(change);
                } else {
                    assertThat(far.test(change)).isTrue();
                }
            }
            assertThat(news).as("of 20,000").isBetween(2_000, 15_000);
        }
    }
}
