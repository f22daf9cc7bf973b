package io.cityops.jobs.aggregate;

/** The sum of the first input over that of the second, times a scale; of readings that have both. */
final class Ratio extends Sums {
    private final double scale;

    Ratio(double scale) {
        super(2);
        this.scale = scale;
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        if (!Double.isNaN(inputs[1])) {
            numbers[0] += inputs[0];
            numbers[1] += inputs[1];
        }
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return scale * quotient(numbers[0], numbers[1]);
    }
}
