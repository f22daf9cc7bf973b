package io.cityops.localstack.supervision;

import java.time.Duration;

/**
 * How patient the supervision is.
 *
 * @param firstBackoff the pause before the first restart; each further one doubles it
 * @param longestBackoff but no more than this
 * @param healthyAgainAfter alive for so long, the next death counts as the first
 * @param startPoll how often a starting process is asked
 * @param watchPoll how often a ready one is
 * @param unhealthyAfter how long it may fail to answer before that is said
 */
public record Timing(
        Duration firstBackoff,
        Duration longestBackoff,
        Duration healthyAgainAfter,
        Duration startPoll,
        Duration watchPoll,
        Duration unhealthyAfter) {
    public static final Timing USUAL = new Timing(
            Duration.ofMillis(500),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMillis(200),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10));

    /** @param deaths in a row, from 1 */
    Duration backoff(int deaths) {
        long factor = 1L << Math.min(deaths - 1, 20);
        Duration pause = firstBackoff.multipliedBy(factor);
        return pause.compareTo(longestBackoff) < 0 ? pause : longestBackoff;
    }
}
