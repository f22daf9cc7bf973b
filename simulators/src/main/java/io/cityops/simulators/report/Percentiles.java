package io.cityops.simulators.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * A distribution of latencies in milliseconds.
 *
 * @param curve pairs of percentile and milliseconds, up to the last value
 */
public record Percentiles(
        long count,
        double mean,
        double p50,
        double p90,
        double p99,
        @JsonProperty("p99.9") double p999,
        @JsonProperty("p99.99") double p9999,
        double max,
        List<double[]> curve) {
    private static final double[] CURVE = {
        0, 10, 25, 50, 75, 90, 95, 97.5, 99, 99.5, 99.75, 99.9, 99.95, 99.975, 99.99, 99.995, 99.999
    };

    public static final Percentiles NONE = new Percentiles(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    public Percentiles {
        curve = List.copyOf(curve);
    }

    /** @param micros recorded in microseconds */
    public static Percentiles of(Histogram micros) {
        if (micros.getTotalCount() == 0) {
            return NONE;
        }
        List<double[]> curve = new ArrayList<>();
        for (double percentile : CURVE) {
            // A percentile that rests on less than one value says nothing that the maximum does not.
            if ((1 - percentile / 100) * micros.getTotalCount() >= 1) {
                curve.add(new double[] {percentile, at(micros, percentile)});
            }
        }
        curve.add(new double[] {100, millis(micros.getMaxValue())});
        return new Percentiles(
                micros.getTotalCount(),
                millis(micros.getMean()),
                at(micros, 50),
                at(micros, 90),
                at(micros, 99),
                at(micros, 99.9),
                at(micros, 99.99),
                millis(micros.getMaxValue()),
                curve);
    }

    private static double at(Histogram micros, double percentile) {
        return millis(micros.getValueAtPercentile(percentile));
    }

    private static double millis(double micros) {
        return Math.round(micros) / 1_000.0;
    }
}
