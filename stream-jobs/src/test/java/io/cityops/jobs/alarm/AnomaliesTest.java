package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.report;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static io.cityops.jobs.catalogue.CatalogueFixtures.edition;
import static io.cityops.jobs.catalogue.CatalogueFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.telemetry.Quality;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built-in rule on a feeder's load, which swings by 20 % about 50 % each day. */
class AnomaliesTest {
    private static final long STEP = Duration.ofMinutes(5).toSeconds();
    private static final double UNUSUAL = 0.7;

    /** A fortnight of ordinary days, whatever is asked for. */
    private static final History FORTNIGHT = (device, measure, from, before, step) -> {
        int steps = (int) ((before - from) / step);
        long[] at = new long[steps];
        double[] means = new double[steps];
        for (int i = 0; i < steps; i++) {
            at[i] = from + i * step;
            means[i] = usual(at[i]);
        }
        return new History.Past(at, means);
    };

    private WatchedSeries watched = new WatchedSeries(CityCatalogue.BUILT_IN.get());
    private KeyedTwoInputStreamOperatorTestHarness<String, SeriesPoint, CatalogueEdition, Sample> operator;
    /** The stream's, later than all that is told of. */
    private long second = 1_000 * STEP;

    @BeforeEach
    void open() throws Exception {
        begin(FORTNIGHT);
    }

    private void begin(History history) throws Exception {
        operator = new KeyedTwoInputStreamOperatorTestHarness<>(
                new Anomalies(CityCatalogue.BUILT_IN, Timing.DEFAULT, history), SeriesPoint::key, null, Types.STRING);
        operator.open();
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void whatHistoryHasTaughtIsUsualAndWhatIsFarFromItIsToldInBothLanguages() throws Exception {
        day(0, 36);
        untilLearned();
        assertThat(told()).allSatisfy(sample -> assertThat(sample.value).isLessThan(UNUSUAL));
        take(load(36 * STEP, 95));
        assertThat(told().getLast()).satisfies(sample -> {
            assertThat(sample.value).isBetween(UNUSUAL, 1.0);
            assertThat(sample.entityId).isEqualTo("feeder");
            assertThat(sample.rule).isEqualTo("energy.load-unusual");
            assertThat(sample.detail.lines().toList())
                    .hasSize(2)
                    .first()
                    .asString()
                    .contains("cao hơn", "thường lệ");
            assertThat(sample.detail.lines().toList().getLast()).contains("above the usual for");
        });
    }

    @Test
    void withoutHistoryItSaysThatItLearnsAndJudgesNothing() throws Exception {
        operator.close();
        begin(History.NONE);
        day(0, 20);
        untilLearned();
        take(load(20 * STEP, 95));
        take(load(21 * STEP, 95));
        take(load(22 * STEP, 95));
        assertThat(told()).singleElement().satisfies(sample -> {
            assertThat(sample.value)
                    .as("one word, so that an alarm of before ends")
                    .isZero();
            assertThat(sample.detail).contains("đang học", "still learning");
        });
    }

    @Test
    void manyValuesOfAStepAreJudgedByTheirMean() throws Exception {
        day(0, 10);
        untilLearned();
        int before = told().size();
        long at = 10 * STEP;
        for (int i = 0; i < 30; i++) {
            take(load(at + i * 10, usual(noonPlus(at)) + (i == 7 ? 15 : 0), Duration.ofSeconds(10)));
        }
        take(load(11 * STEP, usual(noonPlus(11 * STEP)), Duration.ofSeconds(10)));
        assertThat(told().subList(before, told().size()))
                .as("one value of thirty")
                .allSatisfy(sample -> assertThat(sample.value).isLessThan(UNUSUAL));
    }

    @Test
    void whatIsOlderOrNotBelievedTeachesAndTellsNothing() throws Exception {
        day(0, 10);
        untilLearned();
        int before = told().size();
        take(load(5 * STEP, 249));
        DeviceReport stuck = load(11 * STEP, 249);
        stuck.doubts = new int[] {Quality.STUCK};
        take(stuck);
        take(load(12 * STEP, usual(noonPlus(12 * STEP))));
        assertThat(told().subList(before, told().size()))
                .allSatisfy(sample -> assertThat(sample.value).isLessThan(UNUSUAL));
    }

    @Test
    void aMeasureThatNoRuleWatchesHasNoDetector() throws Exception {
        take(report("feeder", "feeder-meter", "energy", 0, "feeder_power_kw", 900));
        take(report("cam", "traffic-camera", "traffic", 0, "vehicle_count", 9));
        assertThat(operator.numKeyedStateEntries()).isZero();
        untilWatermark(60);
        operator.snapshot(1, 1);
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    @Test
    void rulesOnTheSameMeasureAndStepShareADetectorAndEachIsTold() throws Exception {
        operator.close();
        CatalogueText text = CatalogueText.read(null);
        String rules = text.files().get("rules.yaml");
        String own =
                rules.substring(rules.indexOf("  - id: energy.load-unusual"), rules.indexOf("  - id: energy.outage"));
        CityCatalogue two = CityCatalogue.of(
                version(1, 0, appended(text, "rules.yaml", own.replace("load-unusual", "load-strange"))));
        operator = new KeyedTwoInputStreamOperatorTestHarness<>(
                new Anomalies(two, Timing.DEFAULT, FORTNIGHT), SeriesPoint::key, null, Types.STRING);
        operator.open();
        watched = new WatchedSeries(two.get());
        day(0, 36);
        untilLearned();
        take(load(36 * STEP, 95));
        operator.snapshot(1, 1);
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        assertThat(told().subList(told().size() - 2, told().size()))
                .allSatisfy(sample -> assertThat(sample.value).isGreaterThan(UNUSUAL))
                .extracting(sample -> sample.rule)
                .containsExactly("energy.load-unusual", "energy.load-strange");
    }

    @Test
    void aCheckpointHoldsWhatWasLearnedInOneSizeHoweverLongTheSeriesIs() throws Exception {
        day(0, 300);
        untilLearned();
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        assertThat(operator.numKeyedStateEntries()).isEqualTo(1);
        operator.close();
        operator = new KeyedTwoInputStreamOperatorTestHarness<>(
                new Anomalies(CityCatalogue.BUILT_IN, Timing.DEFAULT, AnomaliesTest::mustNotBeAsked),
                SeriesPoint::key,
                null,
                Types.STRING);
        operator.initializeState(checkpoint);
        operator.open();
        take(load(300 * STEP, 95));
        assertThat(told().getLast().value).isGreaterThan(UNUSUAL);
    }

    private static History.Past mustNotBeAsked(String device, String measure, long from, long before, long step) {
        throw new IllegalStateException("asked again");
    }

    @Test
    void anotherStepInTheCatalogueBeginsTheSeriesAnew() throws Exception {
        day(0, 10);
        untilLearned();
        CatalogueText slower = changed(CatalogueText.read(null), "rules.yaml", "every: 5m", "every: 10m");
        operator.processElement2(edition(1, noonPlus(0), CatalogueText.read(null)), 0);
        operator.processElement2(edition(2, noonPlus(10 * STEP), slower), 0);
        untilWatermark(second + 1);
        watched = new WatchedSeries(CityCatalogue.of(version(2, 0, slower)).get());
        int before = told().size();
        take(load(11 * STEP, usual(noonPlus(11 * STEP)), Duration.ofMinutes(10)));
        untilLearned(before);
        take(load(13 * STEP, 95, Duration.ofMinutes(10)));
        assertThat(told().getLast().value).isGreaterThan(UNUSUAL);
    }

    private static double usual(long atMillis) {
        double day = 2
                * Math.PI
                * (atMillis % Duration.ofDays(1).toMillis())
                / Duration.ofDays(1).toMillis();
        // Some noise that is the same each time.
        double noise = Math.floorMod(atMillis / 1_000 * 2_654_435_761L, 1_000L) / 1_000.0 - 0.5;
        return 50 + 10 * Math.sin(day) + 2 * noise;
    }

    /** Ordinary values, one a step. */
    private void day(int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            take(load(i * STEP, usual(noonPlus(i * STEP))));
        }
    }

    private static DeviceReport load(long second, double percent) {
        return load(second, percent, Duration.ofSeconds(STEP));
    }

    private static DeviceReport load(long second, double percent, Duration interval) {
        DeviceReport report = report("feeder", "feeder-meter", "energy", second, "feeder_load_pct", percent);
        report.expectedIntervalMillis = interval.toMillis();
        return report;
    }

    private void take(DeviceReport report) throws Exception {
        List<SeriesPoint> points = new ArrayList<>();
        watched.of(report, points::add);
        for (SeriesPoint point : points) {
            operator.processElement1(point, point.receivedAtMillis);
        }
    }

    private void untilWatermark(long second) throws Exception {
        operator.processBothWatermarks(
                new Watermark(noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis()));
    }

    /** The history is read on another thread, and taken over when the stream's time goes on. */
    private void untilLearned() throws Exception {
        untilLearned(0);
    }

    private void untilLearned(int toldBefore) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (told().size() == toldBefore && System.nanoTime() < end) {
            untilWatermark(++second);
            Thread.onSpinWait();
        }
        assertThat(told().size()).as("what was told once it had learned").isGreaterThan(toldBefore);
    }

    private List<Sample> told() {
        return operator.extractOutputValues();
    }
}
