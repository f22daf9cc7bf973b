package io.cityops.simulators.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;

/**
 * Values at equal steps of time.
 *
 * @param values one a step; NaN where there is none
 */
record Series(String name, Instant start, Duration step, double[] values) {
    double min() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).min().orElse(Double.NaN);
    }

    double max() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).max().orElse(Double.NaN);
    }

    double mean() {
        return Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .average()
                .orElse(Double.NaN);
    }

    double sum() {
        return Arrays.stream(values).filter(value -> !Double.isNaN(value)).sum();
    }

    double percentile(double share) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, share * sorted.length)];
    }

    /** The same, one value for each {@code steps} of them. */
    Series means(int steps) {
        double[] means = new double[values.length / steps];
        for (int i = 0; i < means.length; i++) {
            means[i] =
                    Arrays.stream(values, i * steps, (i + 1) * steps).average().orElse(Double.NaN);
        }
        return new Series(name, start, step.multipliedBy(steps), means);
    }

    Series sums(int steps) {
        double[] sums = means(steps).values;
        for (int i = 0; i < sums.length; i++) {
            sums[i] *= steps;
        }
        return new Series(name, start, step.multipliedBy(steps), sums);
    }

    Instant at(int index) {
        return start.plus(step.multipliedBy(index));
    }
}
