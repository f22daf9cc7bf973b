package io.cityops.jobs.reference;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.CityFigures;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.Catalogue;
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
            Comparison comparison = Comparison.of(
                    catalogue,
                    new Reference(catalogue, rows(job.stored())),
                    START,
                    END,
                    (indicator, area, seconds, start) -> {
                        AreaFigure figure = newest.get(List.of(indicator, area, seconds, start));
                        return figure == null ? null : figure.value;
                    });
            assertThat(comparison.someDifferences()).isEmpty();
            assertThat(comparison.compared()).isGreaterThan(8_000);
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
}
