package io.cityops.jobs.aggregate;

/** Sum and count. */
final class Mean extends Sums {
    Mean() {
        super(2);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        numbers[0] += inputs[0];
        numbers[1]++;
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return quotient(numbers[0], numbers[1]);
    }
}
