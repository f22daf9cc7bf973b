package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class RuleTextTest {
    private static final CatalogueText CITY = CatalogueText.read(null);

    @Test
    void aRuleByItselfIsTheSameRule() {
        Catalogue whole = CITY.compile();
        for (Rule rule : whole.rules()) {
            Catalogue alone = only(rule.id());
            assertThat(alone.rules()).as(rule.id()).containsExactly(rule);
            for (Indicator indicator : alone.indicators()) {
                assertThat(indicator).isEqualTo(whole.indicator(indicator.id()));
            }
        }
        assertThat(RuleText.ruleOf(CITY, "water.nothing")).isNull();
    }

    @Test
    void onlyTheIndicatorsThatARuleLooksAtAreLeft() {
        assertThat(only("water.river-alarm").indicators()).isEmpty();
        assertThat(only("water.heavy-rain").indicators())
                .extracting(Indicator::id)
                .containsExactly("water.rain_1h");
    }

    @Test
    void aRuleNeedsTheDevicesThatMeasureWhatItLooksAt() {
        assertThat(RuleNeeds.of(only("water.river-alarm")).deviceTypes()).contains("river-gauge");
        assertThat(RuleNeeds.of(only("water.river-alarm")).deviceTypes()).doesNotContain("traffic-camera");
        assertThat(RuleNeeds.of(only("water.heavy-rain")).deviceTypes()).contains("rain-gauge");
        assertThat(RuleNeeds.of(only("device.silent")).deviceTypes())
                .hasSize(CITY.compile().deviceTypes().size());
        assertThat(RuleNeeds.of(only("water.rain-without-pumps")).deviceTypes()).contains("pump-station", "rain-gauge");
    }

    @Test
    void mistakesAreToldWithLineKeyAndRemedy() {
        assertThatThrownBy(() -> RuleText.withRules(CITY, """
                        rules:
                          - id: water.wrong
                            sector: water
                            kind: measure
                            input: water_levl_m
                        """))
                .isInstanceOfSatisfying(
                        CatalogueException.class,
                        e -> assertThat(e.problems())
                                .anySatisfy(problem -> assertThat(problem)
                                        .startsWith("rules.yaml:5 input:")
                                        .contains("water_level_m"))
                                .anySatisfy(problem -> assertThat(problem).contains("levels")));
        assertThatThrownBy(() -> RuleText.withRules(CITY, "rules: [")).isInstanceOf(CatalogueException.class);
        assertThatThrownBy(() -> RuleText.withRules(CITY, "rules: []")).hasMessageContaining("has no rule");
        assertThatThrownBy(() -> RuleText.withRules(CITY, "")).isInstanceOf(CatalogueException.class);
    }

    private static Catalogue only(String rule) {
        return RuleText.withRules(CITY, Objects.requireNonNull(RuleText.ruleOf(CITY, rule)))
                .compile();
    }
}
