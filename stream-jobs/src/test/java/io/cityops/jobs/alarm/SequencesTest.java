package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.OTHER_WARD;
import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.in;
import static io.cityops.jobs.ReportFixtures.inDrill;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static io.cityops.jobs.ReportFixtures.report;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static io.cityops.jobs.catalogue.CatalogueFixtures.edition;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.CatalogueText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The built-in compound flood: heavy rain, then rising water, then falling speed in one ward within 30 minutes. */
class SequencesTest {
    private static final String RULE = "water.compound-flood";

    private final Facts facts = new Facts(CityCatalogue.BUILT_IN);
    private final Map<String, Facts.Told> told = new HashMap<>();
    private KeyedTwoInputStreamOperatorTestHarness<String, Fact, CatalogueEdition, Sample> operator;
    private int read;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Fact, CatalogueEdition, Sample> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new Conditions(CityCatalogue.BUILT_IN, Timing.DEFAULT), Fact::key, null, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void stepsInTheirOrderRaiseItAndTheEndOfTheLastEndsIt() throws Exception {
        speed(0, 40);
        rain(60, 25);
        water(600, 0.2);
        assertThat(raised()).as("traffic flows still").isFalse();
        speed(1_500, 9);
        assertThat(raised()).isTrue();
        rain(1_560, 3);
        speed(1_570, 16);
        assertThat(told()).as("the last step holds still").doesNotContain(-1.0);
        speed(1_800, 25);
        assertThat(told()).containsExactly(-1.0);
    }

    @Test
    void stepsOutOfOrderRaiseNothing() throws Exception {
        water(0, 0.2);
        rain(60, 25);
        speed(120, 9);
        assertThat(raised()).as("the water rose before the rain").isFalse();
        speed(600, 30);
        water(610, 0);
        water(660, 0.2);
        speed(720, 9);
        assertThat(raised()).as("it rose again").isTrue();
    }

    @Test
    void whatEndsExactlyAtTheLimitCountsAndWhatIsSlowerDoesNot() throws Exception {
        rain(0, 25);
        water(600, 0.2);
        speed(1_800, 9);
        assertThat(raised()).isTrue();

        speed(4_000, 30);
        water(4_000, 0);
        rain(4_000, 0);
        rain(5_000, 25);
        water(5_600, 0.2);
        speed(5_000 + 1_800 + 10, 9);
        assertThat(raised()).isFalse();
    }

    @Test
    void anotherWardAndADrillAreOtherSequences() throws Exception {
        rain(0, 25);
        take(in(OTHER_WARD, flood("f1", 60, 0.2)));
        take(inDrill("d1", flood("f2", 60, 0.2)));
        speed(120, 9);
        assertThat(raised()).isFalse();
        speed(200, 30);
        water(210, 0.2);
        speed(220, 9);
        assertThat(raised()).isTrue();
    }

    @Test
    void whatIsToldLateFindsItsPlaceByWhenItWasObserved() throws Exception {
        rain(0, 25);
        speed(600, 9);
        assertThat(raised()).isFalse();
        take(receivedAt(700, flood("late", 300, 0.2)));
        assertThat(raised()).as("observed between the two").isTrue();

        speed(1_000, 30);
        rain(5_000, 0);
        take(flood("late", 5_000, 0));
        rain(6_000, 25);
        speed(6_600, 9);
        take(receivedAt(6_700, flood("later", 6_650, 0.2)));
        assertThat(raised()).as("observed after the last step").isFalse();
    }

    @Test
    void aStepThatIsRepeatedBeginsTheSequenceAnewAndRaisesItOnce() throws Exception {
        rain(0, 25);
        rain(300, 10);
        rain(1_200, 25);
        water(1_300, 0.2);
        speed(2_500, 9);
        assertThat(raised())
                .as("40 minutes after the first rain, 22 after the second")
                .isTrue();
        water(2_510, 0);
        water(2_520, 0.3);
        speed(2_530, 8);
        assertThat(told()).doesNotContain(-1.0);
        speed(2_540, 30);
        speed(2_550, 8);
        assertThat(told()).as("the last step again, within the time").containsExactly(-1.0, 1.0);
    }

    @Test
    void aStatementThatComesToHoldBeginsItsStepThoughAnotherHeldBefore() throws Exception {
        take(report("river", "river-gauge", "water", 0, "water_level_m", 1.55));
        rain(60, 25);
        speed(120, 30);
        water(600, 0.2);
        speed(700, 9);
        assertThat(raised()).as("a high tide hides no street").isTrue();
    }

    @Test
    void messagesOfOneMomentCountAsInOrder() throws Exception {
        take(figure("water.rain_1h", 1, 25));
        water(0, 0.2);
        speed(0, 9);
        assertThat(raised()).isTrue();
    }

    @Test
    void aCheckpointHoldsWhatBeganAndNothingIsLeftWhenItIsForgotten() throws Exception {
        rain(0, 25);
        water(600, 0.2);
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(checkpoint);
        operator.open();
        read = 0;
        speed(1_200, 9);
        assertThat(raised()).isTrue();
        streamReaches(3 * 3_600);
        operator.snapshot(2, 2);
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    @Test
    void aStepOutlivesItsSource() throws Exception {
        rain(0, 25);
        streamReaches(16 * 60);
        water(17 * 60, 0.2);
        speed(18 * 60, 9);
        assertThat(raised()).as("the rain is not known any more, but it began").isTrue();
    }

    @Test
    void aDayOfFlappingStepsKeepsItsStateSmallAndItsAutomatonEmpty() throws Exception {
        for (int second = 0; second < 7_200; second += 20) {
            rain(second, second % 40 == 0 ? 25 : 3);
            water(second + 5, second % 40 == 0 ? 0.2 : 0);
        }
        int entries = operator.numKeyedStateEntries();
        operator.snapshot(1, 1);
        assertThat(operator.numKeyedStateEntries() - entries)
                .as("one record of the ward, and nothing of the automaton")
                .isLessThanOrEqualTo(1);
        speed(7_210, 9);
        assertThat(raised()).isTrue();
    }

    @Test
    void anotherTimeInTheCatalogueIsFollowedInTheRunningJob() throws Exception {
        rain(0, 25);
        CatalogueText quicker = changed(CatalogueText.read(null), "rules.yaml", "within: 30m", "within: 10m");
        operator.processElement2(edition(1, noonPlus(60), CatalogueText.read(null)), 0);
        operator.processElement2(edition(2, noonPlus(120), quicker), 0);
        streamReaches(120);
        rain(180, 26);
        water(600, 0.2);
        speed(1_000, 9);
        assertThat(raised()).as("within 14 minutes").isFalse();
        speed(1_100, 30);
        rain(1_200, 0);
        water(1_200, 0);
        rain(1_260, 26);
        water(1_300, 0.2);
        speed(1_400, 9);
        assertThat(raised()).isTrue();
    }

    private void rain(long second, double mm) throws Exception {
        take(figure("water.rain_1h", second, mm));
    }

    private void water(long second, double metres) throws Exception {
        take(flood("flood", second, metres));
    }

    private void speed(long second, double kmh) throws Exception {
        take(figure("traffic.mean_speed", second, kmh));
    }

    private static DeviceReport flood(String id, long second, double metres) {
        return report(id, "flood-sensor", "water", second, "flood_depth_m", metres);
    }

    private static AreaFigure figure(String indicator, long second, double value) {
        AreaFigure figure = new AreaFigure();
        figure.area = WARD;
        figure.indicator = indicator;
        figure.windowSeconds = 60;
        figure.asOfMillis = noonPlus(second);
        figure.value = value;
        return figure;
    }

    private void take(DeviceReport report) throws Exception {
        List<Fact> found = new ArrayList<>();
        told.put(report.deviceId, facts.of(report, told.get(report.deviceId), found::add));
        take(found);
    }

    private void take(AreaFigure figure) throws Exception {
        List<Fact> found = new ArrayList<>();
        facts.of(figure, found::add);
        take(found);
    }

    private void take(List<Fact> found) throws Exception {
        for (Fact fact : found) {
            if (fact.rule.equals(RULE)) {
                operator.processElement1(fact, fact.receivedAtMillis);
            }
        }
    }

    private void streamReaches(long second) throws Exception {
        operator.processBothWatermarks(
                new Watermark(noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis()));
    }

    private boolean raised() {
        return told().contains(1.0);
    }

    /** Of the ward, since it was asked last. */
    private List<Double> told() {
        List<Sample> all = operator.extractOutputValues();
        List<Double> fresh = all.subList(read, all.size()).stream()
                .filter(sample -> sample.entityId.equals(WARD) && sample.drill.isEmpty())
                .map(sample -> sample.value)
                .toList();
        read = all.size();
        return fresh;
    }
}
