package io.cityops.jobs.aggregate;

/** The first input weighted by the second; a reading without its weight, or with a negative one, weighs nothing. */
final class WeightedMean extends Sums {
    WeightedMean() {
        super(2);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        double weight = inputs[1];
        if (weight > 0) {
            numbers[0] += weight * inputs[0];
            numbers[1] += weight;
        }
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return quotient(numbers[0], numbers[1]);
    }
}
