package io.cityops.jobs.indicator;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.rain;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static io.cityops.jobs.ReportFixtures.report;
import static io.cityops.jobs.ReportFixtures.station;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.indicator.AreaFigure.Kind;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Headcount;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AreaIndicatorsTest {
    private static final String SPEED = "traffic.mean_speed";
    private static final String FLOW = "traffic.flow";
    private static final String LEVEL = "water.river_level";
    private static final String RAIN = "water.rain_1h";
    private static final String PM25 = "environment.pm25";
    private static final String AQI = "environment.vn_aqi";

    private KeyedTwoInputStreamOperatorTestHarness<String, DeviceReport, Headcount, AreaFigure> operator;
    private int read;

    @BeforeEach
    void open() throws Exception {
        operator = ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
                new AreaIndicators(CityCatalogue.BUILT_IN, Timing.DEFAULT),
                report -> report.area,
                headcount -> headcount.area,
                Types.STRING);
        operator.setProcessingTime(1_000_000);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void theFirstEarlyValueComesATenthOfASecondAfterTheFirstReading() throws Exception {
        take(gauge("river", 10, 1.25));
        operator.setProcessingTime(1_000_099);
        assertThat(news(LEVEL)).isEmpty();
        operator.setProcessingTime(1_000_100);
        assertThat(news(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.kind).isEqualTo(Kind.EARLY);
            assertThat(figure.revision).isZero();
            assertThat(figure.value).isEqualTo(1.25);
            assertThat(figure.newestObservedAtMillis).isEqualTo(noonPlus(10));
        });
    }

    @Test
    void afterThatEarlyValuesComeOnceASecondAndOnlyWhenSomethingChanged() throws Exception {
        take(gauge("river", 10, 1.25));
        operator.setProcessingTime(1_000_100);
        take(gauge("river", 11, 1.26));
        take(gauge("river", 12, 1.27));
        operator.setProcessingTime(1_001_099);
        assertThat(news(LEVEL)).hasSize(1);
        operator.setProcessingTime(1_001_100);
        assertThat(news(LEVEL))
                .singleElement()
                .satisfies(figure -> assertThat(figure.value).isEqualTo(1.27));
        operator.setProcessingTime(1_009_000);
        assertThat(news(LEVEL)).isEmpty();
    }

    @Test
    void theFinalValueComesWhenTheStreamHasPassedTheEnd() throws Exception {
        take(gauge("river", 10, 1.25));
        streamReaches(69);
        assertThat(finals(LEVEL)).isEmpty();
        streamReaches(71);
        assertThat(finals(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.windowStartMillis).isEqualTo(noonPlus(0));
            assertThat(figure.revision).isEqualTo(1);
            assertThat(figure.reporting).isEqualTo(1);
            assertThat(figure.value).isEqualTo(1.25);
        });
    }

    @Test
    void aReadingAtTheEndBelongsToTheNextWindow() throws Exception {
        take(gauge("river", 59, 1.25));
        take(gauge("river", 60, 1.90));
        streamReaches(131);
        assertThat(finals(LEVEL)).extracting(figure -> figure.value).containsExactly(1.25, 1.90);
    }

    @Test
    void lateReadingCorrectsItsWindowAndLeavesTheLiveValueAlone() throws Exception {
        take(gauge("river", 10, 1.25));
        take(gauge("river", 70, 1.40));
        streamReaches(100);
        operator.setProcessingTime(1_001_000);
        read();

        take(receivedAt(100, gauge("river-2", 50, 1.90)));
        operator.setProcessingTime(1_003_000);
        assertThat(news(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.kind).isEqualTo(Kind.CORRECTION);
            assertThat(figure.windowStartMillis).isEqualTo(noonPlus(0));
            assertThat(figure.revision).isEqualTo(2);
            assertThat(figure.value).isEqualTo(1.90);
        });
    }

    @Test
    void anOlderReadingOfTheSameDeviceNeverReplacesTheNewestOne() throws Exception {
        take(gauge("river", 40, 1.40));
        take(receivedAt(41, gauge("river", 20, 1.20)));
        streamReaches(71);
        assertThat(finals(LEVEL))
                .singleElement()
                .satisfies(figure -> assertThat(figure.value).isEqualTo(1.40));
    }

    @Test
    void beyondTheLatenessAReadingIsSetAsideAndCorrectsNothing() throws Exception {
        take(gauge("river", 10, 1.25));
        streamReaches(71);
        streamReaches(4 * 3600);
        read();
        take(receivedAt(4 * 3600, gauge("river-2", 50, 1.90)));
        streamReaches(4 * 3600 + 100);
        assertThat(news(LEVEL)).isEmpty();
        assertThat(operator.getSideOutput(AreaIndicators.TOO_LATE)).hasSize(1);
    }

    @Test
    void aReadingAheadOfTheStreamWaitsForItsWindowToBegin() throws Exception {
        streamReaches(20);
        take(receivedAt(20, gauge("fast-clock", 200, 1.90)));
        operator.setProcessingTime(1_002_000);
        assertThat(news(LEVEL)).isEmpty();
        streamReaches(179);
        operator.setProcessingTime(1_004_000);
        assertThat(news(LEVEL)).isEmpty();
        streamReaches(180);
        operator.setProcessingTime(1_006_000);
        assertThat(news(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.windowStartMillis).isEqualTo(noonPlus(180));
            assertThat(figure.value).isEqualTo(1.90);
        });
    }

    @Test
    void untilItReportsInTheNewWindowADeviceSpeaksByTheOneBefore() throws Exception {
        take(camera("cam-a", 30, 10, 40));
        take(camera("cam-b", 30, 10, 20));
        take(camera("cam-a", 61, 10, 40));
        operator.setProcessingTime(1_001_000);
        AreaFigure early = newest(FLOW, noonPlus(60));
        assertThat(early.reporting).isEqualTo(2);
        assertThat(early.value).isEqualTo(2 * 10 * 3600 / 30.0);
    }

    @Test
    void theFinalValueCountsOnlyItsOwnReadings() throws Exception {
        take(camera("cam-a", 30, 10, 40));
        take(camera("cam-b", 30, 10, 20));
        take(camera("cam-a", 61, 10, 40));
        streamReaches(131);
        List<AreaFigure> finals = finals(FLOW);
        assertThat(finals).extracting(figure -> figure.reporting).containsExactly(2, 1);
        assertThat(finals.get(1).value).isEqualTo(10 * 3600 / 30.0);
    }

    @Test
    void aWindowInWhichNobodyReportsAfterOneWithReadingsSaysSo() throws Exception {
        take(gauge("river", 10, 1.25));
        streamReaches(60);
        operator.setProcessingTime(1_002_000);
        assertThat(newest(LEVEL, noonPlus(60)).value).isEqualTo(1.25);
        read();
        streamReaches(131);
        AreaFigure empty = finals(LEVEL).getLast();
        assertThat(empty.windowStartMillis).isEqualTo(noonPlus(60));
        assertThat(empty.value).isNaN();
        assertThat(empty.reporting).isZero();
        read();
        streamReaches(1_000);
        assertThat(finals(LEVEL)).as("and after that, nothing").isEmpty();
    }

    @Test
    void speedIsTheHarmonicMeanWeightedByVehicles() throws Exception {
        take(camera("cam-a", 5, 30, 60));
        take(camera("cam-b", 6, 10, 20));
        take(camera("empty-road", 7, 0, 0));
        streamReaches(71);
        AreaFigure figure = finals(SPEED).getFirst();
        assertThat(figure.value).isCloseTo(40 / (30 / 60.0 + 10 / 20.0), within(1e-9));
        assertThat(figure.reporting).isEqualTo(3);
    }

    @Test
    void standingTrafficSlowsTheAreaWithoutBringingItToZero() throws Exception {
        take(camera("cam-a", 5, 9, 30));
        take(camera("cam-b", 6, 1, 0));
        streamReaches(71);
        assertThat(finals(SPEED).getFirst().value).isCloseTo(10 / (9 / 30.0 + 1), within(1e-9));
    }

    @Test
    void flowIsVehiclesPerHourOfTheTimeCovered() throws Exception {
        take(camera("cam", 5, 12, 30));
        operator.setProcessingTime(1_000_200);
        assertThat(newest(FLOW, noonPlus(0)).value).as("one report covers 30 s").isEqualTo(12 * 120.0);
        take(camera("cam", 35, 8, 30));
        streamReaches(71);
        assertThat(finals(FLOW).getFirst().value).as("two cover the minute").isEqualTo(20 * 60.0);
    }

    @Test
    void theAreasMeanIsOfItsDevicesMeansNotOfTheirReadings() throws Exception {
        take(station("busy", 5, 10));
        take(station("busy", 15, 20));
        take(station("busy", 25, 30));
        take(station("calm", 30, 50));
        streamReaches(71);
        assertThat(finals(PM25).getFirst().value).isEqualTo((20 + 50) / 2.0);
    }

    @Test
    void rainIsSummedOverTheLastHourAndAveragedOverTheGauges() throws Exception {
        for (int minute = 0; minute < 70; minute++) {
            take(rain("gauge-a", minute * 60 + 5, 1));
            take(rain("gauge-b", minute * 60 + 6, 0));
            streamReaches(minute * 60 + 20);
        }
        streamReaches(70 * 60 + 11);
        List<AreaFigure> finals = finals(RAIN);
        assertThat(finals.get(9).value).isEqualTo(10 / 2.0);
        assertThat(finals.get(69).value).as("no more than the hour").isEqualTo(60 / 2.0);
    }

    @Test
    void lateRainCorrectsEveryWindowThatLooksBackAtIt() throws Exception {
        for (int minute = 0; minute < 5; minute++) {
            take(rain("gauge", minute * 60 + 5, 1));
        }
        streamReaches(5 * 60 + 11);
        read();
        take(receivedAt(311, rain("gauge", 2 * 60 + 30, 10)));
        operator.setProcessingTime(1_009_000);
        assertThat(news(RAIN))
                .filteredOn(figure -> figure.kind == Kind.CORRECTION)
                .extracting(figure -> figure.windowStartMillis)
                .containsExactlyInAnyOrder(noonPlus(120), noonPlus(180), noonPlus(240));
    }

    @Test
    void airQualityCountsTheClockHourAsFarAsTheWindowsEnd() throws Exception {
        take(station("air", 5, 50));
        take(station("air", 65, 80));
        streamReaches(131);
        List<AreaFigure> finals = finals(AQI);
        assertThat(finals.get(0).value).as("50 alone").isEqualTo(100);
        assertThat(finals.get(1).value).as("the mean of 50 and 80 is 65").isEqualTo(125);
        assertThat(finals).extracting(figure -> figure.quality).containsOnly(AreaFigure.PROVISIONAL);
    }

    @Test
    void airQualityOfTheSecondHourStandsOnTwoHours() throws Exception {
        take(station("air", 5, 50));
        take(station("air", 3600 + 5, 50));
        streamReaches(3600 + 71);
        AreaFigure second = finals(AQI).stream()
                .filter(figure -> figure.windowStartMillis == noonPlus(3600))
                .findFirst()
                .orElseThrow();
        assertThat(second.value).isEqualTo(100);
        assertThat(second.quality).isEqualTo(AreaFigure.SOUND);
    }

    @Test
    void underTheCoverageFloorTheValueIsInsufficient() throws Exception {
        operator.processElement2(Headcount.of(WARD, "river-gauge", 1), 0);
        operator.processElement2(Headcount.of(WARD, "river-gauge", 1), 0);
        operator.processElement2(Headcount.of(WARD, "river-gauge", 1), 0);
        operator.processElement2(Headcount.of(WARD, "noise-meter", 1), 0);
        take(gauge("river", 10, 1.25));
        streamReaches(71);
        AreaFigure figure = finals(LEVEL).getFirst();
        assertThat(figure.expected).isEqualTo(3);
        assertThat(figure.reporting).isEqualTo(1);
        assertThat(figure.quality).isEqualTo(AreaFigure.INSUFFICIENT);
        assertThat(figure.value).isEqualTo(1.25);
    }

    @Test
    void whatTheDeviceDoesNotMeasureIsNotExpectedOfIt() throws Exception {
        take(report("odd", "traffic-camera", "traffic", 5, "occupancy_pct", 12));
        streamReaches(71);
        assertThat(finals("traffic.occupancy")).hasSize(1);
        assertThat(finals(SPEED)).isEmpty();
    }

    @Test
    void inTheEndNothingIsLeft() throws Exception {
        take(gauge("river", 10, 1.25));
        take(station("air", 20, 50));
        take(rain("rain", 20, 1));
        operator.setProcessingTime(1_010_000);
        streamReaches(71);
        streamReaches(20 * 3600);
        operator.setProcessingTime(2_000_000);
        assertThat(operator.numEventTimeTimers()).isZero();
        assertThat(operator.numKeyedStateEntries()).isZero();
    }

    private void take(DeviceReport report) throws Exception {
        operator.processElement1(report, report.receivedAtMillis);
    }

    /** The watermark that the source sends when it has seen this second. */
    private void streamReaches(long second) throws Exception {
        long watermark = noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis();
        operator.processBothWatermarks(new org.apache.flink.streaming.api.watermark.Watermark(watermark));
    }

    private List<AreaFigure> read() {
        List<AreaFigure> all = operator.extractOutputValues();
        List<AreaFigure> unread = all.subList(read, all.size());
        read = all.size();
        return unread;
    }

    private List<AreaFigure> news(String indicator) {
        return read().stream()
                .filter(figure -> figure.indicator.equals(indicator))
                .toList();
    }

    private List<AreaFigure> finals(String indicator) {
        List<AreaFigure> all = operator.extractOutputValues()
                .subList(read, operator.extractOutputValues().size());
        return all.stream()
                .filter(figure -> figure.indicator.equals(indicator) && figure.kind == Kind.FINAL)
                .toList();
    }

    private AreaFigure newest(String indicator, long windowStart) {
        return operator.extractOutputValues().stream()
                .filter(figure -> figure.indicator.equals(indicator) && figure.windowStartMillis == windowStart)
                .reduce((before, after) -> after)
                .orElseThrow();
    }
}
