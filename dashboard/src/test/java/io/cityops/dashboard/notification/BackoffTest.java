package io.cityops.dashboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(new Random(7));

    @Test
    void eachWaitIsAtLeastHalfOfTwiceTheOneBefore() {
        for (int attempt = 1; attempt <= 8; attempt++) {
            Duration whole = Duration.ofSeconds(Math.min(5L << (attempt - 1), 900));
            assertThat(backoff.after(attempt)).isBetween(whole.dividedBy(2), whole);
        }
    }

    @Test
    void noWaitIsLongerThanAQuarterOfAnHourHoweverManyFailed() {
        assertThat(IntStream.range(9, 400).mapToObj(backoff::after))
                .allSatisfy(wait -> assertThat(wait).isBetween(Duration.ofSeconds(450), Duration.ofMinutes(15)));
    }

    @Test
    void thoseThatFailTogetherDoNotComeBackTogether() {
        assertThat(IntStream.range(0, 50)
                        .mapToObj(i -> backoff.after(5))
                        .distinct()
                        .count())
                .isGreaterThan(40);
    }
}
