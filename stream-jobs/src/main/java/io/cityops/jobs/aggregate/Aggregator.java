package io.cityops.jobs.aggregate;

import io.cityops.model.catalogue.Across;
import io.cityops.model.catalogue.Indicator;

/**
 * One of the catalogue's aggregates: readings to a few numbers, those of two sets of readings to those of both, and the
 * value that they say. The numbers are plain arrays, so that state holds no class of ours and outlives a new version.
 *
 * <p>Adding and merging may change the first array or return another; in whichever order readings are added and merged,
 * the value is the same but for rounding.
 */
public abstract class Aggregator {
    public static Aggregator of(Indicator indicator) {
        return switch (indicator.aggregate()) {
            case MEAN -> new Mean();
            case WEIGHTED_MEAN -> new WeightedMean();
            case HARMONIC_MEAN -> new HarmonicMean();
            case ENERGY_MEAN -> new EnergyMean();
            case SUM -> new Sum();
            case RATE -> new Rate();
            case MAX -> new Max();
            case PERCENTILE -> new Percentile(indicator.parameter("percentile"));
            case LAST -> new Last();
            case RATIO -> new Ratio(indicator.parameter("scale"));
            case DISTINCT_COUNT -> new DistinctCount(indicator.parameter("at_least"));
            case TRAVEL_TIME_INDEX -> new TravelTimeIndex(indicator.parameter("free_flow_kmh"));
            case LEVEL_OF_SERVICE -> new LevelOfService(indicator.parameter("free_flow_kmh"));
            case HEAT_INDEX -> new HeatIndex();
            case NOISE_EXCESS -> new EnergyMean();
            case SAIDI -> Outages.minutes();
            case SAIFI -> Outages.interruptions();
            case VN_AQI -> new Concentrations(indicator.inputs().size());
            case COMPOSITE -> new Nothing();
        };
    }

    /** The numbers of no reading. */
    public abstract double[] empty();

    /** @param inputs in the catalogue's order, NaN where the reading lacks one; the first that matters is there */
    public abstract double[] add(double[] numbers, double[] inputs, long observedAtMillis, long intervalMillis);

    public abstract double[] merge(double[] into, double[] from);

    /** NaN: none. */
    public abstract double value(double[] numbers, Span span);

    /** As much of the numbers as that share of their readings; the numbers themselves where they are no sums. */
    public double[] share(double[] numbers, double share) {
        return numbers;
    }

    /** Whether each device needs numbers of its own: true where the whole is not that of all readings in one pot. */
    public boolean needsDevices(Across across) {
        return across != Across.POOLED;
    }

    /** The value of an area whose devices have these numbers. */
    public double value(Iterable<double[]> devices, Across across, Span span) {
        double total = 0;
        double largest = Double.NEGATIVE_INFINITY;
        int count = 0;
        Span ofOne = span.ofOneDevice();
        for (double[] device : devices) {
            double value = value(device, ofOne);
            if (!Double.isNaN(value)) {
                total += value;
                largest = Math.max(largest, value);
                count++;
            }
        }
        if (count == 0) {
            return Double.NaN;
        }
        return switch (across) {
            case SUM -> total;
            case MAX -> largest;
            case MEAN, POOLED -> total / count;
        };
    }
}
