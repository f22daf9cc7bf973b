package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;

/**
 * Interruptions of supply from feeders that say how many of their customers are without power.
 *
 * <p>Minutes (SAIDI): customers without power times the interval of each reading, over all customers. Interruptions
 * (SAIFI): the most customers that a feeder had off at once, over all customers, which is exact when a feeder failed no
 * more than once in the window and too little otherwise. Neither leaves out interruptions of up to 5 minutes, which the
 * regulation counts apart.
 */
final class Outages extends Aggregator {
    private static final int MINUTES = 0;
    private static final int MOST = 1;
    private static final int CUSTOMERS = 2;
    private static final int AT = 3;
    private static final double MINUTE_MILLIS = 60_000;

    private final int counted;

    private Outages(int counted) {
        this.counted = counted;
    }

    static Outages minutes() {
        return new Outages(MINUTES);
    }

    static Outages interruptions() {
        return new Outages(MOST);
    }

    @Override
    public double[] empty() {
        return new double[] {0, 0, 0, Double.NEGATIVE_INFINITY};
    }

    @Override
    public double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis) {
        numbers[MINUTES] += inputs[0] * intervalMillis / MINUTE_MILLIS;
        numbers[MOST] = Math.max(numbers[MOST], inputs[0]);
        return Double.isNaN(inputs[1]) ? numbers : customers(numbers, inputs[1], observedAtMillis);
    }

    @Override
    public double[] merge(double[] into, double[] from) {
        into[MINUTES] += from[MINUTES];
        into[MOST] = Math.max(into[MOST], from[MOST]);
        return customers(into, from[CUSTOMERS], from[AT]);
    }

    private static double[] customers(double[] numbers, double customers, double atMillis) {
        if (atMillis > numbers[AT] || (atMillis == numbers[AT] && customers > numbers[CUSTOMERS])) {
            numbers[CUSTOMERS] = customers;
            numbers[AT] = atMillis;
        }
        return numbers;
    }

    @Override
    public double value(double[] numbers, Span span) {
        return Sums.quotient(numbers[counted], numbers[CUSTOMERS]);
    }

    @Override
    public boolean needsDevices(Across across) {
        return true;
    }

    @Override
    public double value(Iterable<double[]> devices, Across across, Span span) {
        double[] total = empty();
        for (double[] device : devices) {
            total[counted] += device[counted];
            total[CUSTOMERS] += device[CUSTOMERS];
        }
        return value(total, span);
    }
}
