package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/** Sum and count for each of several measures: what an air-quality index needs of a station. */
final class Concentrations extends Sums {
    Concentrations(int measures) {
        super(2 * measures);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        for (int i = 0; i < inputs.length; i++) {
            if (!Double.isNaN(inputs[i])) {
                numbers[2 * i] += inputs[i];
                numbers[2 * i + 1]++;
            }
        }
        return numbers;
    }

    /** The mean of the first measure; the index is the formula's business. */
    @Override
    public double value(double[] numbers, Span span) {
        return quotient(numbers[0], numbers[1]);
    }

    @Override
    public boolean needsDevices(Across across) {
        return true;
    }
}
