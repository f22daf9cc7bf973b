package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/** The largest reading. */
final class Max extends Aggregator {
    @Override
    public double[] empty() {
        return new double[] {Double.NEGATIVE_INFINITY};
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        numbers[0] = Math.max(numbers[0], inputs[0]);
        return numbers;
    }

    @Override
    public double[] merge(double[] into, double[] from) {
        into[0] = Math.max(into[0], from[0]);
        return into;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return numbers[0] == Double.NEGATIVE_INFINITY ? Double.NaN : numbers[0];
    }

    @Override
    public boolean needsDevices(Across across) {
        return across == Across.MEAN || across == Across.SUM;
    }
}
