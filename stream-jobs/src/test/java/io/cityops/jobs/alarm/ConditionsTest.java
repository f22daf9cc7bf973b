package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.OTHER_WARD;
import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.in;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.report;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.edition;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.jobs.catalogue.CatalogueFixtures;
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

/** Rain of 30 mm AND (pumps below 1 OR two pump stations silent) AND NOT a river level above 1.60 m somewhere in the ward. */
class ConditionsTest {
    private static final String RULE = """
              - id: water.test-condition
                sector: water
                kind: condition
                areas: innermost
                name: {vi: Thử, en: Test}
                when:
                  all:
                    - {indicator: water.rain_1h, set: 30, clear: 25}
                    - any:
                        - {measure: pumps_available_count, device_types: [pump-station], above: false, set: 0, clear: 1}
                        - {silent: pump-station, devices: 2}
                    - not: {measure: water_level_m, set: 1.60, clear: 1.55, known: 5m}
                levels:
                  - {severity: critical, name: {vi: thử, en: test}}
                message: {vi: "{area}", en: "{area}"}
                response: {vi: Thử, en: Test}
            """;
    private static final CityCatalogue CITY =
            CityCatalogue.of(CatalogueFixtures.version(1, 0, appended(CatalogueText.read(null), "rules.yaml", RULE)));

    private Facts facts = new Facts(CITY);
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
                new Conditions(CITY, Timing.DEFAULT), Fact::key, null, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void itHoldsWhenAllThatMustHoldHoldsInTheSameWard() throws Exception {
        take(gauge(0, 1.2));
        take(rain(0, 35));
        assertThat(told()).as("nothing is known of pumps that were heard").containsExactly();
        take(in(OTHER_WARD, pumps("p1", 10, 0)));
        assertThat(told()).as("in another ward").isEmpty();
        take(pumps("p2", 20, 2));
        assertThat(told()).containsExactly(-1.0);
        take(pumps("p2", 30, 0));
        assertThat(told()).containsExactly(1.0);
    }

    @Test
    void eachStatementHasItsOwnHysteresis() throws Exception {
        take(gauge(0, 1.2));
        take(pumps("p1", 0, 0));
        take(rain(0, 31));
        assertThat(told()).endsWith(1.0);
        take(rain(60, 27));
        assertThat(told()).as("between clear and set it stays").doesNotContain(-1.0);
        take(rain(120, 24));
        assertThat(told()).containsExactly(-1.0);
        take(rain(180, 29));
        assertThat(told()).doesNotContain(1.0);
    }

    @Test
    void whatIsForbiddenEndsItAndWhatIsNoLongerKnownDecidesNothing() throws Exception {
        take(pumps("p1", 0, 0));
        take(rain(0, 35));
        assertThat(told()).as("whether the river is high is not known").isEmpty();
        take(gauge(10, 1.7));
        assertThat(told()).containsExactly(-1.0);
        take(gauge(20, 1.2));
        assertThat(told()).containsExactly(1.0);
        streamReaches(60 + 299);
        take(rain(359, 36));
        assertThat(told()).containsOnly(1.0);
        streamReaches(60 + 300);
        take(rain(420, 37));
        assertThat(told())
                .as("the gauge has not been heard for 5 min, counted from the end of the fifth of them it was heard in")
                .isEmpty();
    }

    @Test
    void itTakesAsManyDevicesAsItSays() throws Exception {
        take(gauge(0, 1.2));
        take(rain(0, 35));
        take(pumps("p0", 0, 3));
        silent("p1", 10, true);
        assertThat(told()).containsOnly(-1.0);
        silent("p2", 20, true);
        assertThat(told()).containsExactly(1.0);
        silent("p1", 30, false);
        assertThat(told()).containsExactly(-1.0);
    }

    @Test
    void aCheckpointHoldsWhatIsKnownAndNothingIsLeftWhenItIsForgotten() throws Exception {
        take(gauge(0, 1.2));
        take(rain(0, 35));
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(checkpoint);
        operator.open();
        read = 0;
        take(pumps("p1", 20, 0));
        assertThat(told()).containsExactly(1.0);
        streamReaches(3_600);
        operator.snapshot(2, 2);
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    @Test
    void anotherConditionBeginsAnew() throws Exception {
        take(gauge(0, 1.2));
        take(pumps("p1", 0, 0));
        take(rain(0, 35));
        assertThat(told()).endsWith(1.0);
        CatalogueText other = appended(
                CatalogueText.read(null), "rules.yaml", RULE.replace("set: 30, clear: 25", "set: 40, clear: 35"));
        operator.processElement2(edition(2, noonPlus(60), other), 0);
        streamReaches(60);
        follow(CityCatalogue.of(CatalogueFixtures.version(2, noonPlus(60), other)));
        take(rain(61, 36));
        take(pumps("p1", 61, 0));
        take(gauge(61, 1.2));
        assertThat(told()).containsExactly(-1.0);
    }

    @Test
    void aConditionMayAskForARise() throws Exception {
        operator.close();
        CatalogueText rising = appended(
                CatalogueText.read(null),
                "rules.yaml",
                RULE.replace(
                        "{indicator: water.rain_1h, set: 30, clear: 25}",
                        "{indicator: water.rain_1h, change: 10m, set: 5, clear: 2}"));
        CityCatalogue city = CityCatalogue.of(CatalogueFixtures.version(1, 0, rising));
        operator = new KeyedTwoInputStreamOperatorTestHarness<>(
                new Conditions(city, Timing.DEFAULT), Fact::key, null, Types.STRING);
        operator.open();
        follow(city);
        take(gauge(0, 1.2));
        take(pumps("p1", 0, 0));
        take(rain(0, 35));
        assertThat(told()).as("much, but not more than before").containsExactly(-1.0);
        take(rain(120, 41));
        assertThat(told()).containsExactly(1.0);
        take(gauge(800, 1.2));
        take(pumps("p1", 800, 0));
        take(rain(900, 42));
        assertThat(told()).as("it goes on, but rises no more").endsWith(-1.0);
    }

    /** As those do who tell the conditions. */
    private void follow(CityCatalogue city) {
        facts = new Facts(city);
        told.clear();
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

    private void silent(String id, long second, boolean silent) throws Exception {
        DeviceReport last = pumps(id, second, 1);
        SilenceSign sign =
                new SilenceSign(id, last.deviceType, last.sector, last.area, last.drill, silent, noonPlus(second));
        List<Fact> found = new ArrayList<>();
        facts.of(sign, found::add);
        take(found);
    }

    private void take(List<Fact> found) throws Exception {
        for (Fact fact : found) {
            if (fact.rule.equals("water.test-condition")) {
                operator.processElement1(fact, fact.receivedAtMillis);
            }
        }
    }

    private static DeviceReport pumps(String id, long second, double available) {
        return report(id, "pump-station", "water", second, "pumps_available_count", available);
    }

    private static DeviceReport gauge(long second, double level) {
        return report("river", "river-gauge", "water", second, "water_level_m", level);
    }

    private static AreaFigure rain(long second, double mm) {
        AreaFigure figure = new AreaFigure();
        figure.area = WARD;
        figure.indicator = "water.rain_1h";
        figure.windowSeconds = 60;
        figure.asOfMillis = noonPlus(second);
        figure.value = mm;
        return figure;
    }

    private void streamReaches(long second) throws Exception {
        operator.processBothWatermarks(
                new Watermark(noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis()));
    }

    /** Since it was asked last. */
    private List<Double> told() {
        List<Double> all = operator.extractOutputValues().stream()
                .map(sample -> sample.value)
                .toList();
        List<Double> fresh = all.subList(read, all.size());
        read = all.size();
        return List.copyOf(fresh);
    }
}
