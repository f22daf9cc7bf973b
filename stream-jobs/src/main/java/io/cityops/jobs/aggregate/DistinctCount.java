package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/** How many different devices read at least so much, each by its last reading. */
final class DistinctCount extends Last {
    private final double atLeast;

    DistinctCount(double atLeast) {
        this.atLeast = atLeast;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return Double.isNaN(numbers[0]) ? Double.NaN : numbers[0] >= atLeast ? 1 : 0;
    }

    @Override
    public boolean needsDevices(Across across) {
        return true;
    }

    @Override
    public double value(Iterable<double[]> devices, Across across, Span span) {
        return super.value(devices, Across.SUM, span);
    }
}
