package io.cityops.jobs.detect;

/**
 * A series' usual level and spread on three scales: single observations, and the means of the last 8 and 64. A jump
 * shows on the first, a change of level too small for one observation on the others.
 */
public class Track {
    /** Observations a mean is taken of. */
    static final int[] SCALES = {1, 8, 64};

    static final int LONGEST = 64;
    /** Below this share of the level a spread is not believed: a value that never moved is not known to be exact. */
    private static final double FINEST = 1e-4;

    private static final double LEAST_SPREAD = 1e-9;
    /** What is farther out than anything since then counts for the records, before anything is judged. */
    private static final int FIRST_HEARD = 20;

    public double[] last = new double[LONGEST];
    public long taken;
    public double[] level = new double[SCALES.length];
    public double[] variance = new double[SCALES.length];
    public int[] known = new int[SCALES.length];

    /**
     * Takes a value, and tells how far each scale is from its usual level, before it learns from it.
     *
     * @param findings written from {@code at} on; left alone while too little is known
     */
    void take(double value, boolean speak, Sensitivity sensitivity, Findings findings, int at) {
        last[(int) (taken++ % LONGEST)] = value;
        double weight = 1;
        for (int k = 0; k < SCALES.length; k++) {
            int scale = SCALES[k];
            if (taken >= scale) {
                double mean = mean(scale);
                if (speak && known[k] >= Math.max(FIRST_HEARD, 2 * scale)) {
                    boolean judged = known[k] >= sensitivity.probation();
                    findings.put(at + k, weight * (mean - level[k]), judged ? spread(k) : 0);
                }
                learn(k, mean, sensitivity);
            }
            weight *= sensitivity.longer();
        }
    }

    private void learn(int k, double mean, Sensitivity sensitivity) {
        if (known[k] == 0) {
            level[k] = mean;
        } else {
            double step = mean - level[k];
            if (known[k] > sensitivity.probation()) {
                double most = sensitivity.outlier() * spread(k);
                step = Math.max(-most, Math.min(most, step));
            }
            double weight = sensitivity.weight(known[k] + 1);
            level[k] += weight * step;
            variance[k] = (1 - weight) * (variance[k] + weight * step * step);
        }
        known[k]++;
    }

    double spread(int k) {
        return Math.max(Math.sqrt(variance[k]), Math.max(FINEST * Math.abs(level[k]), LEAST_SPREAD));
    }

    /** Of the last values; added anew each time, since a running sum would never forget a huge value's rounding. */
    double mean(int scale) {
        double sum = 0;
        for (long i = taken - scale; i < taken; i++) {
            sum += last[(int) (i % LONGEST)];
        }
        return sum / scale;
    }
}
