package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.OTHER_WARD;
import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.in;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.catalogue.CatalogueText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A river above 1.4 m, back at 1.3, or, by another rule, above 2, back at 1.8; known for five minutes. */
class FactsTest {
    private static final String RULE = """
              - id: water.test-%s
                sector: water
                kind: condition
                areas: innermost
                name: {vi: Thử, en: Test}
                when:
                  all:
                    - {measure: water_level_m, %s, known: 5m}
                    - {indicator: water.rain_1h, set: 20, clear: 15, known: 5m}
                levels:
                  - {severity: low, name: {vi: thử, en: test}}
                message: {vi: "{area}", en: "{area}"}
                response: {vi: Thử, en: Test}
            """;
    private static final String HIGH = "set: 1.4, clear: 1.3";
    private static final String HIGHER = "set: 2, clear: 1.8";

    private final List<Fact> told = new ArrayList<>();
    private Facts facts = facts(0, RULE.formatted("high", HIGH) + RULE.formatted("higher", HIGHER));
    private Facts.Told before;

    @Test
    void aValueOnTheSameSideOfAllThresholdsIsToldOnceInAFifthOfTheTimeForWhichItIsKnown() {
        for (int second = 0; second < 120; second += 10) {
            take(gauge("river", second, 0.5 + second / 1_000.0));
        }
        assertThat(rules())
                .containsExactly("water.test-high", "water.test-higher", "water.test-high", "water.test-higher");
        assertThat(told).extracting(fact -> fact.value).containsExactly(0.5, 0.5, 0.56, 0.56);
    }

    @Test
    void onlyThoseAreToldWhoseThresholdItPasses() {
        take(gauge("river", 0, 1));
        told.clear();
        take(gauge("river", 1, 1.35));
        take(gauge("river", 2, 1.38));
        assertThat(rules())
                .as("between clear and set it decides nothing, but it is no more below")
                .containsExactly("water.test-high");
        told.clear();
        take(gauge("river", 3, 1.5));
        take(gauge("river", 4, 1.6));
        assertThat(rules()).containsExactly("water.test-high");
        told.clear();
        take(gauge("river", 5, 2.5));
        assertThat(rules()).containsExactly("water.test-higher");
        told.clear();
        take(gauge("river", 6, 0));
        assertThat(rules()).containsExactly("water.test-high", "water.test-higher");
    }

    @Test
    void whatIsOlderThanAValueThatWasNotToldIsNotToldEither() {
        take(gauge("river", 0, 1));
        take(gauge("river", 20, 1));
        told.clear();
        take(gauge("river", 10, 3));
        assertThat(told).isEmpty();
    }

    @Test
    void aDeviceThatWasMovedIsToldOfAnew() {
        take(gauge("river", 0, 1));
        told.clear();
        take(in(OTHER_WARD, gauge("river", 1, 1)));
        assertThat(told).hasSize(2).allSatisfy(fact -> assertThat(fact.area).isEqualTo(OTHER_WARD));
    }

    @Test
    void aStatementOnARiseIsToldEveryValue() {
        facts = facts(0, RULE.formatted("rise", "change: 10m, set: 0.5, clear: 0.2"));
        for (int second = 0; second < 5; second++) {
            take(gauge("river", second, 1));
        }
        assertThat(told).hasSize(5);
    }

    @Test
    void allIsToldUntilTheConditionsHaveTakenTheCatalogueOver() {
        facts = facts(noonPlus(0), RULE.formatted("high", HIGH));
        take(gauge("river", 57, 1));
        take(gauge("river", 58, 1));
        take(gauge("river", 60, 1));
        take(gauge("river", 61, 1));
        assertThat(told).hasSize(3);
    }

    @Test
    void figuresOfAnAreaAreToldInTheSameWay() {
        facts.of(rain(0, 3), told::add);
        facts.of(rain(1, 4), told::add);
        facts.of(rain(2, 18), told::add);
        facts.of(rain(3, 25), told::add);
        facts.of(rain(4, 26), told::add);
        assertThat(told)
                .filteredOn(fact -> fact.rule.equals("water.test-high"))
                .extracting(fact -> fact.value)
                .containsExactly(3.0, 18.0, 25.0);
    }

    private static Facts facts(long fromMillis, String rules) {
        return new Facts(
                CityCatalogue.of(version(1, fromMillis, appended(CatalogueText.read(null), "rules.yaml", rules))));
    }

    private void take(DeviceReport report) {
        before = facts.of(report, before, fact -> {
            if (fact.rule.startsWith("water.test-")) {
                told.add(fact);
            }
        });
    }

    private List<String> rules() {
        return told.stream().map(fact -> fact.rule).toList();
    }

    private static AreaFigure rain(long second, double millimetres) {
        AreaFigure figure = new AreaFigure();
        figure.area = WARD;
        figure.indicator = "water.rain_1h";
        figure.windowSeconds = 60;
        figure.asOfMillis = noonPlus(second);
        figure.value = millimetres;
        return figure;
    }
}
