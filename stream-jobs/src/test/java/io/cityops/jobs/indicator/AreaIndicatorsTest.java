package io.cityops.jobs.indicator;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.inDrill;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.rain;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static io.cityops.jobs.ReportFixtures.report;
import static io.cityops.jobs.ReportFixtures.station;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.indicator.AreaFigure.Kind;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.Headcount;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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

    private CityFigures operator;

    @BeforeEach
    void open() throws Exception {
        operator = new CityFigures(CityCatalogue.BUILT_IN, Timing.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void theFirstEarlyValueComesATenthOfASecondAfterTheFirstReading() throws Exception {
        take(gauge("river", 10, 1.25));
        operator.clock(1_000_099);
        assertThat(news(LEVEL)).isEmpty();
        operator.clock(1_000_100);
        assertThat(news(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.kind).isEqualTo(Kind.EARLY);
            assertThat(figure.value).isEqualTo(1.25);
            assertThat(figure.newestObservedAtMillis).isEqualTo(noonPlus(10));
        });
    }

    @Test
    void aDrillsReadingNeverChangesAnOrdinaryWindow() throws Exception {
        operator.expect(Headcount.of(WARD, "river-gauge", 1, ""));
        operator.expect(Headcount.of(WARD, "river-gauge", 2, "d1"));
        take(gauge("river", 10, 1.25));
        take(inDrill("d1", gauge("river", 11, 1.75)));
        take(inDrill("d2", gauge("river", 12, 0.5)));
        streamReaches(71);

        assertThat(news(LEVEL))
                .filteredOn(figure -> figure.kind == Kind.FINAL)
                .extracting(figure -> figure.drill, figure -> figure.area, figure -> figure.value, f -> f.expected)
                .containsExactlyInAnyOrder(
                        tuple("", WARD, 1.25, 1), tuple("d1", WARD, 1.75, 2), tuple("d2", WARD, 0.5, 0));
    }

    @Test
    void afterThatEarlyValuesComeOnceASecondAndOnlyWhenSomethingChanged() throws Exception {
        take(gauge("river", 10, 1.25));
        operator.clock(1_000_100);
        take(gauge("river", 11, 1.26));
        take(gauge("river", 12, 1.27));
        operator.clock(1_001_099);
        assertThat(news(LEVEL)).hasSize(1);
        operator.clock(1_001_100);
        assertThat(news(LEVEL))
                .singleElement()
                .satisfies(figure -> assertThat(figure.value).isEqualTo(1.27));
        operator.clock(1_009_000);
        assertThat(news(LEVEL)).isEmpty();
    }

    @Test
    void whileTheStreamWorksOffWhatLiesBehindItEarlyValuesWaitAndFinalOnesDoNot() throws Exception {
        operator.clock(noonPlus(100));
        streamReaches(12);
        take(gauge("river", 10, 1.25));
        operator.clock(noonPlus(102));
        assertThat(news(LEVEL)).isEmpty();
        streamReaches(70);
        assertThat(news(LEVEL)).extracting(figure -> figure.kind).containsExactly(Kind.FINAL);
        take(gauge("river", 71, 1.30));
        operator.clock(noonPlus(103));
        assertThat(news(LEVEL)).isEmpty();
        streamReaches(90);
        operator.clock(noonPlus(104));
        assertThat(news(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.kind).isEqualTo(Kind.EARLY);
            assertThat(figure.value).isEqualTo(1.30);
        });
    }

    @Test
    void theFinalValueComesWhenTheStreamHasPassedTheEnd() throws Exception {
        take(gauge("river", 10, 1.25));
        streamReaches(69);
        assertThat(finals(LEVEL)).isEmpty();
        streamReaches(71);
        assertThat(finals(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.windowStartMillis).isEqualTo(noonPlus(0));
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
        operator.clock(1_001_000);
        read();

        take(receivedAt(100, gauge("river-2", 50, 1.90)));
        operator.clock(1_003_000);
        assertThat(news(LEVEL)).singleElement().satisfies(figure -> {
            assertThat(figure.kind).isEqualTo(Kind.CORRECTION);
            assertThat(figure.windowStartMillis).isEqualTo(noonPlus(0));
            assertThat(figure.readings).isEqualTo(2);
            assertThat(figure.late).isEqualTo(1);
            assertThat(figure.value).isEqualTo(1.90);
        });
    }

    @Test
    void aBacklogOfNinetyMinutesMakesFewRevisionsAndLeavesThePresentAlone() throws Exception {
        int devices = 40;
        int now = 90 * 60;
        streamReaches(now);
        take(gauge("live", now + 5, 0.5));
        operator.clock(1_001_000);
        read();
        long clock = 1_001_000;
        for (int minute = 0; minute < 90; minute++) {
            for (int device = 0; device < devices; device++) {
                take(receivedAt(now + 6 + minute / 2, gauge("back-" + device, minute * 60 + 7, 1 + 0.01 * device)));
            }
            clock += 500; // half a second for a minute of all devices
            operator.clock(clock);
        }
        operator.clock(clock + 5_000);

        List<AreaFigure> all = news(LEVEL);
        assertThat(all)
                .filteredOn(figure -> figure.windowStartMillis >= noonPlus(now))
                .allMatch(figure -> figure.value == 0.5);
        Map<Long, Long> revisions = all.stream()
                .filter(figure -> figure.kind == Kind.CORRECTION)
                .collect(Collectors.groupingBy(figure -> figure.windowStartMillis, Collectors.counting()));
        assertThat(revisions).as("all but the minute that is not closed yet").hasSize(89);
        assertThat(revisions.values()).allMatch(count -> count <= 3);
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
        streamReaches(25 * 3600);
        read();
        take(receivedAt(25 * 3600, gauge("river-2", 50, 1.90)));
        streamReaches(25 * 3600 + 100);
        assertThat(news(LEVEL)).isEmpty();
        assertThat(operator.tooOld()).hasSize(1);
    }

    @Test
    void aReadingAheadOfTheStreamWaitsForItsWindowToBegin() throws Exception {
        streamReaches(20);
        take(receivedAt(20, gauge("fast-clock", 200, 1.90)));
        operator.clock(1_002_000);
        assertThat(news(LEVEL)).isEmpty();
        streamReaches(179);
        operator.clock(1_004_000);
        assertThat(news(LEVEL)).isEmpty();
        streamReaches(180);
        operator.clock(1_006_000);
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
        operator.clock(1_001_000);
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
        assertThat(finals.get(1).value).as("what was counted in the minute").isEqualTo(10 * 60.0);
    }

    @Test
    void aWindowInWhichNobodyReportsAfterOneWithReadingsSaysSo() throws Exception {
        take(gauge("river", 10, 1.25));
        streamReaches(60);
        operator.clock(1_002_000);
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
    void aDeviceThatReportsEachMinuteWithSomeJitterIsNeverMissing() throws Exception {
        operator.expect(Headcount.of(WARD, "river-gauge", 1, ""));
        operator.expect(Headcount.of(WARD, "river-gauge", 1, ""));
        take(gauge("steady", 30, 0.5));
        take(gauge("jittery", 59, 0.9));
        take(gauge("steady", 90, 0.5));
        take(gauge("jittery", 121, 0.9)); // 62 s later, none in the minute between
        take(gauge("steady", 150, 0.5));
        streamReaches(191);
        assertThat(finals(LEVEL))
                .extracting(figure -> figure.reporting, figure -> figure.quality)
                .containsExactly(tuple(2, ""), tuple(2, ""), tuple(2, ""));
    }

    @Test
    void anHourlyStationDoesNotFillTheMinutesBetweenWithEmptyRows() throws Exception {
        DeviceReport hourly = station("air", 5, 50);
        hourly.expectedIntervalMillis = 3_600_000;
        take(hourly);
        streamReaches(1_800);
        assertThat(finals(PM25))
                .as("its minute, and the one that says that nobody reported")
                .extracting(figure -> figure.value)
                .containsExactly(50.0, Double.NaN);
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
        operator.clock(1_000_200);
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
        operator.clock(1_009_000);
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
    void hoursThatComeLateEnterTheNowCastOfTheHourThatIsOpen() throws Exception {
        double[] newestFirst = {60, 90, 40, 55, 30, 20, 80, 75, 66, 50, 45, 41};
        streamReaches(1_800);
        for (int hour = newestFirst.length - 1; hour > 0; hour--) {
            take(receivedAt(1_800, station("air", 1_800 - hour * 3_600L, newestFirst[hour])));
        }
        take(station("air", 1_801, newestFirst[0]));
        operator.clock(1_030_000);
        double expected = VnAqi.rounded(VnAqi.Pollutant.PM25.index(VnAqi.nowCast(newestFirst)));
        AreaFigure now = newest(AQI, noonPlus(1_800));
        assertThat(now.value).isEqualTo(expected);
        assertThat(now.quality).isEqualTo(AreaFigure.SOUND);
    }

    @Test
    void underTheCoverageFloorTheValueIsInsufficient() throws Exception {
        operator.expect(Headcount.of(WARD, "river-gauge", 1, ""));
        operator.expect(Headcount.of(WARD, "river-gauge", 1, ""));
        operator.expect(Headcount.of(WARD, "river-gauge", 1, ""));
        operator.expect(Headcount.of(WARD, "noise-meter", 1, ""));
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
        operator.clock(1_010_000);
        streamReaches(71);
        streamReaches(80 * 3600);
        operator.clock(2_000_000);
        assertThat(operator.areas.numEventTimeTimers()).isZero();
        assertThat(operator.areas.numKeyedStateEntries()).isZero();
    }

    private void take(DeviceReport report) throws Exception {
        operator.take(report);
    }

    private void streamReaches(long second) throws Exception {
        operator.streamReaches(noonPlus(second));
    }

    private List<AreaFigure> read() {
        return operator.read();
    }

    /** Of minutes, since they were read last. */
    private List<AreaFigure> news(String indicator) {
        return read().stream().filter(figure -> isWards(figure, indicator)).toList();
    }

    private List<AreaFigure> finals(String indicator) {
        return operator.unread().stream()
                .filter(figure -> isWards(figure, indicator) && figure.kind == Kind.FINAL)
                .sorted(Comparator.comparing(figure -> figure.windowStartMillis))
                .toList();
    }

    private static boolean isWards(AreaFigure figure, String indicator) {
        return figure.indicator.equals(indicator) && figure.area.equals(WARD) && figure.windowSeconds == 60;
    }

    private AreaFigure newest(String indicator, long windowStart) {
        return operator.all().stream()
                .filter(figure -> isWards(figure, indicator) && figure.windowStartMillis == windowStart)
                .reduce((before, after) -> after)
                .orElseThrow();
    }
}
