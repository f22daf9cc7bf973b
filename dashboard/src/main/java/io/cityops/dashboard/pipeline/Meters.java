package io.cityops.dashboard.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/** Prometheus text as it was scraped: the samples of every address of a part. Lines that are no sample are overlooked. */
record Meters(List<Sample> samples) {
    /** @param labels as they stand between the braces; empty: none */
    record Sample(String name, String labels, double value) {}

    Meters {
        samples = List.copyOf(samples);
    }

    static Meters of(List<String> pages) {
        List<Sample> samples = new ArrayList<>();
        pages.forEach(page -> page.lines().forEach(line -> add(line, samples)));
        return new Meters(samples);
    }

    private static void add(String line, List<Sample> samples) {
        if (line.isEmpty() || line.charAt(0) == '#') {
            return;
        }
        int brace = line.indexOf('{');
        int end = line.lastIndexOf('}');
        int space = line.indexOf(' ', Math.max(0, end));
        if (space < 0) {
            return;
        }
        String name = brace < 0 ? line.substring(0, space) : line.substring(0, brace);
        String labels = brace < 0 || end < brace ? "" : line.substring(brace + 1, end);
        String value = line.substring(space + 1).strip();
        int timestamp = value.indexOf(' ');
        try {
            samples.add(new Sample(
                    name, labels, Double.parseDouble(timestamp < 0 ? value : value.substring(0, timestamp))));
        } catch (NumberFormatException e) {
            // such as +Inf: no figure that is shown
        }
    }

    /** Of all whose name is, or ends with, this one; empty when there is none. Flink puts its scopes ahead of a name. */
    OptionalDouble sum(String name) {
        double[] found = values(name, "");
        return found.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(total(found));
    }

    OptionalDouble sum(String name, String label) {
        double[] found = values(name, label);
        return found.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(total(found));
    }

    OptionalDouble max(String name) {
        OptionalDouble max = OptionalDouble.empty();
        for (double value : values(name, "")) {
            if (Double.isFinite(value) && (max.isEmpty() || value > max.getAsDouble())) {
                max = OptionalDouble.of(value);
            }
        }
        return max;
    }

    private double[] values(String name, String label) {
        return samples.stream()
                .filter(sample -> sample.name().equals(name) || sample.name().endsWith("_" + name))
                .filter(sample -> sample.labels().contains(label))
                .mapToDouble(Sample::value)
                .toArray();
    }

    private static double total(double[] values) {
        double total = 0;
        for (double value : values) {
            total += value;
        }
        return total;
    }

    /**
     * A quantile of what a histogram counted since another look at it: the upper bound of the bucket that it lies in. Empty when
     * nothing was counted, or when it lies above the last bound.
     */
    OptionalDouble quantile(String histogram, double quantile, Meters before) {
        TreeMap<Double, Double> counted = buckets(histogram);
        before.buckets(histogram).forEach((bound, count) -> counted.merge(bound, -count, Double::sum));
        double all = counted.isEmpty() ? 0 : counted.lastEntry().getValue();
        if (all <= 0) {
            return OptionalDouble.empty();
        }
        return counted.entrySet().stream()
                .filter(bucket -> bucket.getValue() >= quantile * all && Double.isFinite(bucket.getKey()))
                .mapToDouble(Map.Entry::getKey)
                .findFirst();
    }

    private TreeMap<Double, Double> buckets(String histogram) {
        TreeMap<Double, Double> buckets = new TreeMap<>();
        for (Sample sample : samples) {
            if (sample.name().equals(histogram + "_bucket")) {
                int from = sample.labels().indexOf("le=\"") + 4;
                String bound = sample.labels().substring(from, sample.labels().indexOf('"', from));
                buckets.merge(
                        bound.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(bound),
                        sample.value(),
                        Double::sum);
            }
        }
        return buckets;
    }
}
