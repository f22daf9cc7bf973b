package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/**
 * Counts per hour: of a closed window what was counted over its length. While the window is open, of the time that the
 * readings cover, each its device's interval, for as many devices.
 */
final class Rate extends Sums {
    private static final double HOUR_MILLIS = 3_600_000;

    Rate() {
        super(2);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        numbers[0] += inputs[0];
        numbers[1] += intervalMillis;
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        if (numbers[1] <= 0) {
            return Double.NaN;
        }
        if (!span.isOpen()) {
            return numbers[0] * HOUR_MILLIS / span.lengthMillis();
        }
        int devices = Math.max(1, span.devices());
        double covered = Math.min(numbers[1], (double) devices * span.lengthMillis());
        return numbers[0] * HOUR_MILLIS * devices / covered;
    }

    @Override
    public boolean needsDevices(Across across) {
        return across == Across.MEAN || across == Across.MAX;
    }
}
