package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/** Takes no readings: for figures that are made of others. */
final class Nothing extends Sums {
    Nothing() {
        super(0);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return Double.NaN;
    }

    @Override
    public boolean needsDevices(Across across) {
        return false;
    }
}
