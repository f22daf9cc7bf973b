package io.cityops.jobs.aggregate;

/** LAeq of a longer time from levels of equal shorter ones: 10 lg of the mean of 10^(L/10). */
final class EnergyMean extends Sums {
    EnergyMean() {
        super(2);
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        numbers[0] += Math.pow(10, inputs[0] / 10);
        numbers[1]++;
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return 10 * Math.log10(quotient(numbers[0], numbers[1]));
    }
}
