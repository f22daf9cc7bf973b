package io.cityops.jobs.detect;

/**
 * What the detector says of one observation.
 *
 * @param score in [0, 1]: how much it is worth an alarm now. From {@link Sensitivity#ALARM_SCORE} on it is unusual and
 *     new; what goes on, or has been seen as strongly before, has a low one
 * @param deviation how far out the part that is farthest out is, in spreads, new or not; with sign
 * @param part which part that is
 * @param scale the mean of how many observations it looked at
 * @param observed what it saw: the value, or that mean; for a gap its length in ms
 * @param usual what it is used to, in the same unit
 * @param atMillis when the observation was made
 * @param sinceMillis for {@link Part#STUCK}: since when the value has been the same
 * @param known how many observations it judges by
 * @param needed how many of them it needs before it says anything
 */
public record Verdict(
        double score,
        double deviation,
        Part part,
        int scale,
        double observed,
        double usual,
        long atMillis,
        long sinceMillis,
        long known,
        int needed) {
    /** Too little is known to judge; the score is 0. */
    public boolean isLearning() {
        return known <= needed;
    }

    public boolean isAlarm() {
        return score >= Sensitivity.ALARM_SCORE;
    }
}
