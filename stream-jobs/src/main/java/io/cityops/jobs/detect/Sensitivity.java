package io.cityops.jobs.detect;

import java.io.Serializable;

/**
 * How the detector judges; one setting for every series, whatever it measures. Counts are of observations, deviations in
 * spreads (standard deviations without the outliers).
 *
 * @param probation observations before anything is said
 * @param memory observations that the usual level and spread reach back
 * @param outlier deviation beyond which an observation teaches no more than one at that deviation
 * @param longer weight of a scale against the next shorter one: a mean of many readings is steadier than chance says,
 *     since readings resemble their neighbours
 * @param seasonal a baseline is believed while its mean squared error is below this share of what the plain mean's is
 * @param weekly the same for the hour of the week against the time of day
 * @param beyond news is what goes beyond a part's record by this factor
 * @param recordHalfLife observations in which a record loses half of its height
 * @param holdDown observations after an alarm in which only what is {@link #louder} is news; and in which what goes on is
 *     the same event
 * @param louder by this factor
 * @param alarmAt deviation whose score is one half
 */
public record Sensitivity(
        int probation,
        int memory,
        double outlier,
        double longer,
        double seasonal,
        double weekly,
        double beyond,
        int recordHalfLife,
        int holdDown,
        double louder,
        double alarmAt)
        implements Serializable {
    /** A score from which an alarm is worth it. */
    public static final double ALARM_SCORE = 0.5;

    public static final Sensitivity DEFAULT = new Sensitivity(100, 2_000, 4, 0.8, 0.5, 0.8, 1.25, 8_000, 60, 3, 4);

    public Sensitivity {
        require(probation > 1, "probation", probation);
        require(memory > probation, "memory", memory);
        require(outlier > 0, "outlier", outlier);
        require(longer > 0, "longer", longer);
        require(seasonal > 0, "seasonal", seasonal);
        require(weekly > 0, "weekly", weekly);
        require(beyond >= 1, "beyond", beyond);
        require(recordHalfLife > 0, "recordHalfLife", recordHalfLife);
        require(holdDown >= 0, "holdDown", holdDown);
        require(louder >= 1, "louder", louder);
        require(alarmAt > 0, "alarmAt", alarmAt);
    }

    /** In [0, 1), growing with the deviation; {@link #ALARM_SCORE} at {@link #alarmAt}. */
    double score(double deviation) {
        return deviation / (deviation + alarmAt);
    }

    /** How much the {@code n}-th observation counts in a running mean. */
    double weight(int n) {
        return Math.max(1.0 / n, 1.0 / memory);
    }

    private static void require(boolean holds, String name, double value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " cannot be " + value);
        }
    }
}
