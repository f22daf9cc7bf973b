package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class ProposedRuleTest {
    private static final Catalogue CITY = Catalogue.load(null);
    private static final String RIVER = Objects.requireNonNull(
                    RuleText.writtenOf(CITY.text().files().get("rules.yaml"), "water.river-alarm"))
            .replace("id: water.river-alarm", "id: water.river-alarm\n    version: 2");

    @Test
    void aHigherVersionOfARuleMayBeProposed() {
        ProposedRule proposed = ProposedRule.check(CITY, RIVER);

        assertThat(proposed.problems()).isEmpty();
        assertThat(proposed.rule()).extracting(Rule::id, Rule::version).containsExactly("water.river-alarm", 2);
    }

    @Test
    void theActiveVersionMayNotBeProposedAgain() {
        ProposedRule proposed = ProposedRule.check(CITY, RIVER.replace("version: 2", "version: 1"));

        assertThat(proposed.problems()).singleElement().asString().contains("version 1 is not higher");
        assertThat(proposed.rule()).isNotNull();
    }

    @Test
    void anAlarmWithoutAnOperatorsResponseIsRefusedAtItsPlace() {
        ProposedRule proposed = ProposedRule.check(CITY, RIVER.replaceFirst("(?s) {4}response:.*?\n(?= {4}\\w)", ""));

        assertThat(proposed.rule()).isNull();
        assertThat(proposed.problems())
                .singleElement()
                .asString()
                .startsWith("rules.yaml:2 response:")
                .contains("is missing");
    }

    @Test
    void oneRuleIsProposedAtATime() {
        String both = CITY.text().files().get("rules.yaml");

        assertThat(ProposedRule.check(CITY, both).problems())
                .singleElement()
                .asString()
                .contains("propose each in a file of its own");
        assertThat(ProposedRule.check(CITY, "rules: []\n").problems())
                .singleElement()
                .asString()
                .contains("has no rule");
    }

    @Test
    void aRuleThatCannotStandAmongTheOthersIsRefusedBeforeItIsProposed() {
        String inOneLine = """
                rules: [{id: water.odd, sector: water, kind: silence, device_types: [river-gauge],
                  name: {vi: a, en: a}, levels: [{severity: low, name: {vi: a, en: a}}],
                  message: {vi: a, en: a}, response: {vi: a, en: a}}]
                """;

        assertThat(ProposedRule.check(CITY, inOneLine).problems())
                .singleElement()
                .asString()
                .contains("on a line of its own");
    }

    @Test
    void whatIsFarTooLongIsNotEvenRead() {
        assertThat(ProposedRule.check(CITY, RIVER + "#".repeat(ProposedRule.LONGEST))
                        .problems())
                .singleElement()
                .asString()
                .contains("make it shorter");
    }

    @Test
    void aRuleIsTakenOutOfItsFileAsItIsWritten() {
        assertThat(RIVER).startsWith("rules:\n  - id: water.river-alarm\n").contains("# Phú An, Decision");
        assertThat(RuleText.writtenOf(RIVER, "water.nothing")).isNull();
    }
}
