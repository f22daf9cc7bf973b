package io.cityops.jobs.indicator;

import io.cityops.jobs.aggregate.Aggregator;
import io.cityops.jobs.aggregate.Span;

/** One number, summed up. */
final class OneSum extends Aggregator {
    static final Aggregator SUM = new OneSum();

    @Override
    public double[] empty() {
        return new double[1];
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        numbers[0] += inputs[0];
        return numbers;
    }

    @Override
    public double[] merge(double[] into, double[] from) {
        into[0] += from[0];
        return into;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return numbers[0];
    }
}
