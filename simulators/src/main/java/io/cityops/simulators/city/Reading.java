package io.cityops.simulators.city;

import io.cityops.model.telemetry.Observation;

/** An observation as it is put together, each value rounded as its device would. */
final class Reading {
    private final String[] measures;
    private final double[] values;
    private int size;

    Reading(int measures) {
        this.measures = new String[measures];
        this.values = new double[measures];
    }

    Reading with(String measure, double value, int decimals) {
        measures[size] = measure;
        values[size++] = round(value, decimals);
        return this;
    }

    Reading count(String measure, long value) {
        return with(measure, value, 0);
    }

    Observation at(long observedAtMillis, long index) {
        return new Observation(observedAtMillis, index, 0, measures, values);
    }

    private static double round(double value, int decimals) {
        double scale = switch (decimals) {
            case 0 -> 1;
            case 1 -> 10;
            case 2 -> 100;
            default -> 1000;
        };
        return Math.round(value * scale) / scale;
    }
}
