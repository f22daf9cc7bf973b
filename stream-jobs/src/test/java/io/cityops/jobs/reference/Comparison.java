package io.cityops.jobs.reference;

import io.cityops.model.catalogue.Aggregate;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Every figure of a stretch of time, as the job has it and as the reference has it. */
public record Comparison(int compared, List<String> differences) {
    private static final long HOUR = 3_600_000;
    private static final int[] WINDOWS = {60, 900, 3600, 86_400};

    /** What the job says. */
    @FunctionalInterface
    public interface Figures {
        /** NaN: a figure without value; null: no such figure. */
        @Nullable
        Double of(String indicator, String area, int windowSeconds, long startMillis);
    }

    /** Of the windows that begin in the stretch, the city's day around it included, and end within an hour after it. */
    public static Comparison of(
            Catalogue catalogue, Reference reference, long startMillis, long endMillis, Figures figures) {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Indicator indicator : catalogue.indicators()) {
            for (String area : reference.areas()) {
                for (int seconds : WINDOWS) {
                    long length = seconds * 1000L;
                    for (long start = Math.floorDiv(startMillis + 7 * HOUR, length) * length - 7 * HOUR;
                            start + length <= endMillis + HOUR;
                            start += length) {
                        if (reference.hasWindow(indicator, area, start, length)) {
                            compared++;
                            double expected = reference.value(indicator, area, start, length);
                            Double actual = figures.of(indicator.id(), area, seconds, start);
                            if (actual == null || !same(indicator, expected, actual)) {
                                differences.add("%s %s %d@%s: %s, but the job says %s"
                                        .formatted(
                                                indicator.id(),
                                                area,
                                                seconds,
                                                Instant.ofEpochMilli(start),
                                                expected,
                                                actual));
                            }
                        }
                    }
                }
            }
        }
        return new Comparison(compared, differences);
    }

    /** A percentile's sketch is good to half a percent; all else to rounding. */
    private static boolean same(Indicator indicator, double expected, double actual) {
        if (Double.isNaN(expected) || Double.isNaN(actual)) {
            return Double.isNaN(expected) == Double.isNaN(actual);
        }
        double tolerance = indicator.aggregate() == Aggregate.PERCENTILE ? 0.0051 : 1e-9;
        return Math.abs(expected - actual) <= tolerance * Math.max(1e-9, Math.abs(expected));
    }

    public List<String> someDifferences() {
        return differences.subList(0, Math.min(20, differences.size()));
    }
}
