package io.cityops.jobs.indicator;

import java.util.Arrays;

/** The sums behind an area's value; those of two areas merge to those of both, so nobody averages averages. */
public class Figures {
    public double[] totals = {};
    public double[] weights = {};

    static Figures ofWidth(int width) {
        Figures figures = new Figures();
        figures.totals = new double[width];
        figures.weights = new double[width];
        return figures;
    }

    void add(int index, double total, double weight) {
        totals[index] += total;
        weights[index] += weight;
    }

    void max(double total) {
        totals[0] = weights[0] == 0 ? total : Math.max(totals[0], total);
        weights[0] = 1;
    }

    /** The same, in whole groups of {@code width} numbers, without the empty groups at the end: those are most. */
    Figures withoutEmptyEnd(int width) {
        int length = weights.length;
        while (length > 0 && weights[length - 1] == 0) {
            length--;
        }
        int groups = (length + width - 1) / width;
        Figures shorter = new Figures();
        shorter.totals = Arrays.copyOf(totals, groups * width);
        shorter.weights = Arrays.copyOf(weights, groups * width);
        return shorter;
    }

    /** NaN where there is nothing. */
    double mean(int index) {
        return index < weights.length && weights[index] > 0 ? totals[index] / weights[index] : Double.NaN;
    }
}
