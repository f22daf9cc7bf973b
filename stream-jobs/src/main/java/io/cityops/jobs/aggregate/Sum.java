package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/** The sum of all inputs that the reading has, and the count of readings. */
final class Sum extends Sums {
    Sum() {
        super(2);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        for (double input : inputs) {
            numbers[0] += Double.isNaN(input) ? 0 : input;
        }
        numbers[1]++;
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return numbers[1] > 0 ? numbers[0] : Double.NaN;
    }

    @Override
    public boolean needsDevices(Across across) {
        return across == Across.MEAN || across == Across.MAX;
    }
}
