package io.cityops.jobs.aggregate;

/** The reading observed last, and when; of two at the same moment the larger, so that their order does not matter. */
class Last extends Aggregator {
    @Override
    public final double[] empty() {
        return new double[] {Double.NaN, Double.NEGATIVE_INFINITY};
    }

    @Override
    public final double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        return take(numbers, inputs[0], observedAtMillis);
    }

    @Override
    public final double[] merge(double[] into, double[] from) {
        return take(into, from[0], from[1]);
    }

    private static double[] take(double[] numbers, double value, double atMillis) {
        if (atMillis > numbers[1] || (atMillis == numbers[1] && value > numbers[0])) {
            numbers[0] = value;
            numbers[1] = atMillis;
        }
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return numbers[0];
    }
}
