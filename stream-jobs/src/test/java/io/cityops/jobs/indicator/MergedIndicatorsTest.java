package io.cityops.jobs.indicator;

import static io.cityops.jobs.ReportFixtures.CITY;
import static io.cityops.jobs.ReportFixtures.OTHER_WARD;
import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.intake.Headcount;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MergedIndicatorsTest {
    private KeyedTwoInputStreamOperatorTestHarness<String, Contribution, Headcount, AreaFigure> operator;

    @BeforeEach
    void open() throws Exception {
        operator = ProcessFunctionTestHarnesses.forKeyedCoProcessFunction(
                new MergedIndicators(CityCatalogue.BUILT_IN, Timing.DEFAULT),
                contribution -> contribution.to,
                headcount -> headcount.area,
                Types.STRING);
        operator.setProcessingTime(1_000_000);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void theCitysMeanIsOfAllStationsAndNotOfTheWards() throws Exception {
        take(figure(WARD, "environment.pm25", 0, 90, 3, 1));
        take(figure(OTHER_WARD, "environment.pm25", 0, 10, 1, 1));
        streamReaches(71);
        AreaFigure city = newest();
        assertThat(city.area).isEqualTo(CITY);
        assertThat(city.value).isEqualTo(100 / 4.0);
        assertThat(city.reporting).isEqualTo(4);
        assertThat(city.revision).isEqualTo(1);
    }

    @Test
    void theCitysRiverLevelIsItsHighestWards() throws Exception {
        take(figure(WARD, "water.river_level", 0, 1.2, 1, 1));
        take(figure(OTHER_WARD, "water.river_level", 0, -0.4, 1, 1));
        streamReaches(71);
        assertThat(newest().value).isEqualTo(1.2);
    }

    @Test
    void theCitysFlowIsTheSumOfItsWards() throws Exception {
        take(figure(WARD, "traffic.flow", 0, 1200, 2, 1));
        take(figure(OTHER_WARD, "traffic.flow", 0, 300, 1, 1));
        streamReaches(71);
        assertThat(newest().value).isEqualTo(1500);
    }

    @Test
    void aWardsNewerFigureReplacesItsOlderOne() throws Exception {
        take(figure(WARD, "traffic.flow", 0, 1200, 2, 0));
        take(figure(WARD, "traffic.flow", 0, 1300, 2, 1));
        streamReaches(71);
        assertThat(newest().value).isEqualTo(1300);
    }

    @Test
    void aCorrectedWardCorrectsTheCity() throws Exception {
        take(figure(WARD, "traffic.flow", 0, 1200, 2, 1));
        take(figure(OTHER_WARD, "traffic.flow", 0, 300, 1, 1));
        streamReaches(71);
        take(figure(OTHER_WARD, "traffic.flow", 0, 500, 1, 3));
        operator.setProcessingTime(1_005_000);
        AreaFigure corrected = newest();
        assertThat(corrected.kind).isEqualTo(AreaFigure.Kind.CORRECTION);
        assertThat(corrected.revision).isEqualTo(3);
        assertThat(corrected.value).isEqualTo(1700);
    }

    @Test
    void atTheStartOfAMinuteWardsThatAreNotYetThereSpeakByTheMinuteBefore() throws Exception {
        take(figure(WARD, "traffic.flow", 0, 1200, 2, 0));
        take(figure(OTHER_WARD, "traffic.flow", 0, 300, 1, 0));
        take(figure(WARD, "traffic.flow", 60, 1100, 2, 0));
        operator.setProcessingTime(1_001_000);
        assertThat(operator.extractOutputValues())
                .filteredOn(figure -> figure.windowStartMillis == noonPlus(60))
                .singleElement()
                .satisfies(early -> assertThat(early.value).isEqualTo(1400));
    }

    @Test
    void inTheEndNothingIsLeft() throws Exception {
        take(figure(WARD, "traffic.flow", 0, 1200, 2, 1));
        operator.setProcessingTime(1_005_000);
        streamReaches(4 * 3600);
        operator.setProcessingTime(1_015_000);
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private void take(AreaFigure figure) throws Exception {
        operator.processElement1(Contribution.contribution(CITY, figure), figure.windowStartMillis);
    }

    private void streamReaches(long second) throws Exception {
        operator.processBothWatermarks(
                new Watermark(noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis()));
    }

    private AreaFigure newest() {
        List<AreaFigure> all = operator.extractOutputValues();
        return all.getLast();
    }

    private static AreaFigure figure(
            String area, String indicator, long startSecond, double total, int devices, int revision) {
        AreaFigure figure = new AreaFigure();
        figure.area = area;
        figure.indicator = indicator;
        figure.windowSeconds = 60;
        figure.windowStartMillis = noonPlus(startSecond);
        figure.revision = revision;
        figure.reporting = devices;
        figure.figures = Figures.ofWidth(1);
        figure.figures.add(0, total, devices);
        return figure;
    }
}
