package io.cityops.jobs.detect;

/** What is usual in each slot of a repeating time: the half-hours of a day, the hours of a week. */
public class Baseline {
    /** Observations' worth of all slots' spread that a slot's own is mixed with. */
    private static final double SHARED = 10;

    private static final double LEAST_VARIANCE = 1e-18;
    private static final double ERROR_WEIGHT = 0.001;

    public double[] level = new double[0];
    public double[] variance = new double[0];
    public int[] known = new int[0];
    /** Of all slots. */
    public double allVariance;

    public int learned;
    /** Mean square of what it was wrong by, before it learned. */
    public double error;
    /** The same of what it is compared with. */
    public double plainError;

    public int judged;

    static Baseline of(int slots) {
        Baseline baseline = new Baseline();
        baseline.level = new double[slots];
        baseline.variance = new double[slots];
        baseline.known = new int[slots];
        return baseline;
    }

    boolean knows(int slot) {
        return known[slot] > 0;
    }

    /** Whether the spread is known well enough to measure a rest by it. */
    boolean measures(Sensitivity sensitivity) {
        return learned > sensitivity.probation();
    }

    double rest(int slot, double value) {
        return value - level[slot];
    }

    double spread(int slot) {
        int own = known[slot] - 1;
        double mixed = (SHARED * allVariance + own * variance[slot]) / (SHARED + own);
        return Math.sqrt(Math.max(mixed, LEAST_VARIANCE));
    }

    /** Keeps count of how well it does against something plainer. */
    void compare(double rest, double plainRest) {
        double weight = Math.max(1.0 / ++judged, ERROR_WEIGHT);
        error += weight * (rest * rest - error);
        plainError += weight * (plainRest * plainRest - plainError);
    }

    /** @param rate the least that an observation counts */
    void learn(int slot, double value, double rate, Sensitivity sensitivity) {
        if (known[slot]++ == 0) {
            level[slot] = value;
            return;
        }
        double step = value - level[slot];
        if (++learned > sensitivity.probation() + 1) {
            double most = sensitivity.outlier() * Math.sqrt(allVariance);
            step = Math.max(-most, Math.min(most, step));
        }
        allVariance += Math.max(1.0 / learned, ERROR_WEIGHT) * (step * step - allVariance);
        level[slot] += Math.max(1.0 / known[slot], rate) * step;
        variance[slot] += Math.max(1.0 / (known[slot] - 1), rate) * (step * step - variance[slot]);
    }
}
