package io.cityops.jobs.aggregate;

/**
 * Space-mean speed: vehicles over the time they need for a kilometre. An interval without vehicles has no speed and
 * weighs nothing; where no count comes with the speed it weighs 1. A speed under 1 km/h, standing traffic, is taken as
 * 1 km/h: the mean would be 0 for the whole area otherwise, and the time to cross it infinite.
 */
class HarmonicMean extends Sums {
    private static final double LEAST_SPEED = 1;

    HarmonicMean() {
        super(2);
    }

    @Override
    public final double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        double weight = inputs.length < 2 || Double.isNaN(inputs[1]) ? 1 : Math.max(0, inputs[1]);
        numbers[0] += weight;
        numbers[1] += weight / Math.max(inputs[0], LEAST_SPEED);
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return quotient(numbers[0], numbers[1]);
    }
}
