package io.cityops.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.CityFigures;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Aggregate;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Indicator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the job says of every indicator, window and area, beside a plain computation over the same raw readings. */
class ReferenceTest {
    private static final long HOUR = 3_600_000;
    /** 23:00 in the city: the stretch holds a midnight. */
    private static final long START = Instant.parse("2026-11-22T16:00:00Z").toEpochMilli();

    private static final long END = START + 3 * HOUR / 2;

    @Test
    void everyFigureOfABadNetworksEveningEqualsThatOfAPlainComputation() throws Exception {
        Catalogue catalogue = Catalogue.load(null);
        try (CityFigures job = new CityFigures(CityCatalogue.BUILT_IN, Timing.DEFAULT)) {
            long tick = START;
            long clock = 1_000_000;
            for (DeviceReport report : MadeUpCity.reports(catalogue, 7, START, END)) {
                while (tick + 10_000 < report.receivedAtMillis) {
                    tick += 10_000;
                    job.streamReaches(tick);
                    clock += 700;
                    job.clock(clock);
                }
                job.take(report);
            }
            job.streamReaches(END + 3 * HOUR);
            job.clock(clock + 60_000);
            Map<List<Object>, AreaFigure> newest = new HashMap<>();
            for (AreaFigure figure : job.all()) {
                if (figure.kind != AreaFigure.Kind.EARLY) {
                    newest.put(
                            List.of(figure.indicator, figure.area, figure.windowSeconds, figure.windowStartMillis),
                            figure);
                }
            }
            compare(catalogue, new Reference(catalogue, rows(job.stored())), newest);
        }
    }

    private static List<Reading> rows(List<DeviceReport> reports) {
        List<Reading> rows = new ArrayList<>();
        for (DeviceReport report : reports) {
            for (int i = 0; i < report.measures.length; i++) {
                rows.add(new Reading(
                        report.deviceId,
                        report.area,
                        report.expectedIntervalMillis,
                        report.observedAtMillis,
                        report.receivedAtMillis,
                        report.measures[i],
                        report.values[i],
                        report.qualityOf(i),
                        report.seq));
            }
        }
        return rows;
    }

    private static void compare(Catalogue catalogue, Reference reference, Map<List<Object>, AreaFigure> figures) {
        List<String> differences = new ArrayList<>();
        int compared = 0;
        for (Indicator indicator : catalogue.indicators()) {
            for (String area : reference.areas()) {
                for (int seconds : new int[] {60, 900, 3600, 86_400}) {
                    long length = seconds * 1000L;
                    for (long start = Math.floorDiv(START + 7 * HOUR, length) * length - 7 * HOUR;
                            start + length <= END + HOUR;
                            start += length) {
                        if (reference.hasWindow(indicator, area, start, length)) {
                            compared++;
                            double expected = reference.value(indicator, area, start, length);
                            AreaFigure figure = figures.get(List.of(indicator.id(), area, seconds, start));
                            double actual = figure == null ? Double.POSITIVE_INFINITY : figure.value;
                            if (!same(indicator, expected, actual)) {
                                differences.add("%s %s %d@%s: %s, but the job says %s"
                                        .formatted(
                                                indicator.id(),
                                                area,
                                                seconds,
                                                Instant.ofEpochMilli(start),
                                                expected,
                                                figure));
                            }
                        }
                    }
                }
            }
        }
        assertThat(differences.subList(0, Math.min(20, differences.size()))).isEmpty();
        assertThat(compared).isGreaterThan(8_000);
    }

    /** A percentile's sketch is good to half a percent; all else to rounding. */
    private static boolean same(Indicator indicator, double expected, double actual) {
        if (Double.isNaN(expected) || Double.isNaN(actual)) {
            return Double.isNaN(expected) == Double.isNaN(actual);
        }
        double tolerance = indicator.aggregate() == Aggregate.PERCENTILE ? 0.0051 : 1e-9;
        return Math.abs(expected - actual) <= tolerance * Math.max(1e-9, Math.abs(expected));
    }
}
