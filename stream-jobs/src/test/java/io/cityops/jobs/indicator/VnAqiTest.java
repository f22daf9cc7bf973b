package io.cityops.jobs.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cityops.jobs.indicator.VnAqi.Pollutant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VnAqiTest {
    private static final double NONE = Double.NaN;

    @Test
    void nitrogenDioxideFollowsTheFormulaWhereTheDecisionPrintsSixty() {
        assertThat(Pollutant.NO2.index(118.7)).isCloseTo(59.35, within(1e-9));
        assertThat(VnAqi.rounded(Pollutant.NO2.index(118.7))).isEqualTo(59);
    }

    @Test
    void anIndexOfOneHundredAndNineAndAHalfRoundsUpThoughBinaryFractionsFallShort() {
        assertThat(VnAqi.rounded(109.49999999999999)).isEqualTo(110);
        assertThat(VnAqi.rounded(Pollutant.PM25.index(55.7))).isEqualTo(110);
    }

    @Test
    void breakpointsBelongToBothIntervalsThatTouchThere() {
        assertThat(Pollutant.PM25.index(25)).isEqualTo(50);
        assertThat(Pollutant.PM10.index(150)).isEqualTo(100);
        assertThat(Pollutant.O3.index(200)).isEqualTo(100);
        assertThat(Pollutant.CO.index(45_000)).isEqualTo(150);
        assertThat(Pollutant.SO2.index(1600)).isEqualTo(300);
        assertThat(Pollutant.NO2.index(3100)).isEqualTo(400);
    }

    @Test
    void fromTheLastBreakpointOnTheIndexIsFiveHundred() {
        assertThat(Pollutant.PM25.index(500)).isEqualTo(500);
        assertThat(Pollutant.PM10.index(2000)).isEqualTo(500);
        assertThat(Pollutant.O3.index(1200)).isEqualTo(500);
        assertThat(Pollutant.CO.index(150_000)).isEqualTo(500);
        assertThat(Pollutant.SO2.index(2630)).isEqualTo(500);
        assertThat(Pollutant.NO2.index(3850)).isEqualTo(500);
    }

    @Test
    void aboveThreeHundredEachHundredHasItsOwnSlope() {
        assertThat(Pollutant.PM25.index(300)).isCloseTo(350, within(1e-9));
        assertThat(Pollutant.PM25.index(425)).isCloseTo(450, within(1e-9));
        assertThat(Pollutant.PM10.index(460)).isCloseTo(350, within(1e-9));
    }

    @Test
    void steadyConcentrationsAreTheirOwnNowCast() {
        double[] steady = new double[12];
        Arrays.fill(steady, 40);
        assertThat(VnAqi.nowCast(steady)).isCloseTo(40, within(1e-9));
    }

    @Test
    void fallingWeightsFavourTheNewestHours() {
        // min/max = 30/60 = 1/2: (60 + 30/2) / (1 + 1/2)
        assertThat(VnAqi.nowCast(new double[] {60, 30})).isCloseTo(50, within(1e-9));
        // min/max = 0.8: (80 + 0.8 * 100) / 1.8
        assertThat(VnAqi.nowCast(new double[] {80, 100})).isCloseTo(160 / 1.8, within(1e-9));
    }

    @Test
    void aWildSeriesIsNeverWeightedBelowOneHalf() {
        // min/max = 1/10, so w = 1/2: (10 + 100/2) / 1.5
        assertThat(VnAqi.nowCast(new double[] {10, 100})).isCloseTo(40, within(1e-9));
    }

    @Test
    void aMissingCurrentHourDoesNotHalveTheResult() {
        // The literal form for w = 1/2 would give 40.
        assertThat(VnAqi.nowCast(new double[] {NONE, 80, 80})).isCloseTo(80, within(1e-9));
        // w = 1/2: (100/2 + 40/4) / (1/2 + 1/4)
        assertThat(VnAqi.nowCast(new double[] {NONE, 100, 40})).isCloseTo(80, within(1e-9));
    }

    @Test
    void cleanAirIsZeroAndNotUndefined() {
        assertThat(VnAqi.nowCast(new double[] {0, 0, 0})).isZero();
    }

    @Test
    void dustNeedsTwoOfTheLastThreeHoursElseTheValueIsProvisional() {
        VnAqi.Index oneHour = VnAqi.hourly(hours(dust(55.7)));
        assertThat(oneHour).isEqualTo(new VnAqi.Index(110, true));

        VnAqi.Index twoHours = VnAqi.hourly(hours(dust(55.7), dust(55.7)));
        assertThat(twoHours).isEqualTo(new VnAqi.Index(110, false));
    }

    @Test
    void withoutDustThereIsNoIndex() {
        double[] gasOnly = row();
        gasOnly[Pollutant.NO2.ordinal()] = 500;
        assertThat(VnAqi.hourly(hours(gasOnly)).value()).isNaN();
    }

    @Test
    void theWorstPollutantDecides() {
        double[] now = dust(10);
        now[Pollutant.O3.ordinal()] = 250;
        assertThat(VnAqi.hourly(hours(now, dust(10))).value()).isEqualTo(125);
    }

    @Test
    void theDaysIndexIsOfTheMeanOfDustAndOfTheLargestHourOfGases() {
        double[][] day = day(55.7);
        day[7][Pollutant.NO2.ordinal()] = 118.7;
        assertThat(VnAqi.daily(day)).as("dust decides").isEqualTo(110);
        day[8][Pollutant.NO2.ordinal()] = 700;
        assertThat(VnAqi.daily(day)).as("one hour of nitrogen dioxide").isEqualTo(150);
    }

    @Test
    void theDaysIndexTakesOzoneByItsLargestHourOrItsLargestEightHours() {
        double[][] day = day(10);
        for (int hour = 8; hour < 16; hour++) {
            day[hour][Pollutant.O3.ordinal()] = 150; // 1 h: 47; 8 h: 130
        }
        assertThat(VnAqi.daily(day)).isEqualTo(130);
        for (int hour = 8; hour < 16; hour++) {
            day[hour][Pollutant.O3.ordinal()] = 500; // 1 h: 225; 8 h: above 400, not used
        }
        assertThat(VnAqi.daily(day)).isEqualTo(225);
    }

    @Test
    void withoutThreeQuartersOfTheHoursOfDustTheDayHasNoIndex() {
        double[][] day = day(40);
        Arrays.fill(day, 0, 7, row());
        assertThat(VnAqi.daily(day)).isNaN();
        day[0] = dust(40);
        assertThat(VnAqi.daily(day)).isEqualTo(80);
    }

    private static double[][] day(double pm25) {
        double[][] hours = new double[24][];
        Arrays.setAll(hours, hour -> dust(pm25));
        return hours;
    }

    private static double[] dust(double pm25) {
        double[] row = row();
        row[Pollutant.PM25.ordinal()] = pm25;
        return row;
    }

    private static double[] row() {
        double[] row = new double[Pollutant.values().length];
        Arrays.fill(row, NONE);
        return row;
    }

    private static double[][] hours(double[]... newestFirst) {
        double[][] means = new double[VnAqi.HOURS][];
        for (int hour = 0; hour < means.length; hour++) {
            means[hour] = hour < newestFirst.length ? newestFirst[hour] : row();
        }
        return means;
    }
}
