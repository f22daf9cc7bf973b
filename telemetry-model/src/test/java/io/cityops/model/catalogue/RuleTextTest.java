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

    @Test
    void aShadowRunsBesideTheActiveVersionForTheJobAloneUntilItIsPromoted() {
        String second = Objects.requireNonNull(RuleText.ruleOf(CITY, "water.river-alarm"))
                .replace("id: water.river-alarm", "id: water.river-alarm\n  version: 2")
                .replace("1.40", "1.30")
                .replace("1.37", "1.27");
        CatalogueText shadowed = RuleText.withShadow(CITY, "water.river-alarm", second);
        assertThat(shadowed.compile().rules())
                .containsExactlyElementsOf(CITY.compile().rules());
        assertThat(shadowed.version()).as("figures are made as before").isEqualTo(CITY.version());
        assertThat(shadowed.checksum()).isNotEqualTo(CITY.checksum());
        Rule shadow = Objects.requireNonNull(shadowed.compileWithShadows().rule("water.river-alarm~2"));
        assertThat(shadow.levels().getFirst().set()).isEqualTo(1.30);
        assertThat(Rule.shadowed(shadow.id())).isEqualTo("water.river-alarm");
        assertThat(RuleText.withShadow(shadowed, "water.river-alarm", second)).isEqualTo(shadowed);
        assertThat(RuleText.withoutShadow(shadowed, "water.river-alarm")).isEqualTo(CITY);

        CatalogueText promoted = RuleText.promoted(shadowed, "water.river-alarm", second);
        assertThat(promoted.files()).doesNotContainKey(CatalogueText.SHADOWS);
        Catalogue after = promoted.compile();
        assertThat(Objects.requireNonNull(after.rule("water.river-alarm")).version())
                .isEqualTo(2);
        for (Rule other : CITY.compile().rules()) {
            if (!other.id().equals("water.river-alarm")) {
                assertThat(after.rule(other.id())).isEqualTo(other);
            }
        }
        assertThat(after.rules()).hasSameSizeAs(CITY.compile().rules());
    }

    @Test
    void aRuleThatIsNewIsAddedAtTheEnd() {
        String mine = Objects.requireNonNull(RuleText.ruleOf(CITY, "water.street-flood"))
                .replace("water.street-flood", "water.mine");
        CatalogueText promoted = RuleText.promoted(CITY, "water.mine", mine);
        assertThat(promoted.compile().rules()).last().extracting(Rule::id).isEqualTo("water.mine");
        assertThat(promoted.files().get(RuleText.RULES))
                .as("the others' words stay")
                .startsWith(
                        Objects.requireNonNull(CITY.files().get(RuleText.RULES)).stripTrailing());
    }

    private static Catalogue only(String rule) {
        return RuleText.withRules(CITY, Objects.requireNonNull(RuleText.ruleOf(CITY, rule)))
                .compile();
    }
}
