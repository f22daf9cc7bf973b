package io.cityops.jobs.indicator;

import java.util.Arrays;

/**
 * What one device contributed to one window of one indicator; small, and adding two gives that of both windows. What
 * the sums and weights are is the {@link Formula}'s business.
 */
public class Accumulation {
    public double[] sums = {};
    public double[] weights = {};
    public long newestObservedAtMillis = Long.MIN_VALUE;
    public long expectedIntervalMillis;
    /** Began with a reading that came late: it corrects its own window, and says nothing of the next. */
    public boolean late;

    static Accumulation ofWidth(int width) {
        Accumulation accumulation = new Accumulation();
        accumulation.sums = new double[width];
        accumulation.weights = new double[width];
        return accumulation;
    }

    void add(int index, double sum, double weight) {
        sums[index] += sum;
        weights[index] += weight;
    }

    void add(Accumulation other) {
        for (int i = 0; i < sums.length; i++) {
            add(i, other.sums[i], other.weights[i]);
        }
        newestObservedAtMillis = Math.max(newestObservedAtMillis, other.newestObservedAtMillis);
        expectedIntervalMillis = other.expectedIntervalMillis;
    }

    @Override
    public String toString() {
        return Arrays.toString(sums) + "/" + Arrays.toString(weights);
    }
}
