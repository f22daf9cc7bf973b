package io.cityops.jobs.detect;

/** How far apart a series' observations usually are, by the logarithm, so that twice as long weighs as much as half. */
public class Cadence {
    /** A gap is unusual from some forty times the usual interval; of a series that is irregular itself, from more. */
    private static final double LEAST_SPREAD = 1;

    public long lastMillis = Long.MIN_VALUE;
    public double level;
    public double variance;
    public int known;
    /** The newest interval. */
    public long intervalMillis;

    /** @return how many spreads the interval that ends here is longer than usual; 0 where nothing can be said */
    double take(long atMillis, Sensitivity sensitivity) {
        long before = lastMillis;
        lastMillis = Math.max(before, atMillis);
        if (before == Long.MIN_VALUE || atMillis <= before) {
            intervalMillis = 0;
            return 0;
        }
        intervalMillis = atMillis - before;
        double step = Math.log(intervalMillis) - level;
        double deviation = known > sensitivity.probation() ? step / Math.max(LEAST_SPREAD, Math.sqrt(variance)) : 0;
        if (known++ == 0) {
            level = Math.log(intervalMillis);
            return 0;
        }
        if (known > sensitivity.probation()) {
            step = Math.max(-LEAST_SPREAD, Math.min(LEAST_SPREAD, step));
        }
        double weight = sensitivity.weight(known);
        level += weight * step;
        variance = (1 - weight) * (variance + weight * step * step);
        return Math.max(0, deviation);
    }

    long usualMillis() {
        return Math.round(Math.exp(level));
    }
}
