package io.cityops.jobs.aggregate;

import java.util.Arrays;

/** Aggregates whose numbers are sums over the readings. */
abstract class Sums extends Aggregator {
    private final int width;

    Sums(int width) {
        this.width = width;
    }

    @Override
    public final double[] empty() {
        return new double[width];
    }

    @Override
    public final double[] merge(double[] into, double[] from) {
        for (int i = 0; i < from.length; i++) {
            into[i] += from[i];
        }
        return into;
    }

    @Override
    public final double[] share(double[] numbers, double share) {
        double[] part = Arrays.copyOf(numbers, numbers.length);
        for (int i = 0; i < part.length; i++) {
            part[i] *= share;
        }
        return part;
    }

    static double quotient(double numerator, double denominator) {
        return denominator > 0 ? numerator / denominator : Double.NaN;
    }
}
