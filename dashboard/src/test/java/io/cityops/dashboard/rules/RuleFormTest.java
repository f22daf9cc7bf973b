package io.cityops.dashboard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.ProposedRule;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.catalogue.Text;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleFormTest {
    private static final Catalogue CITY = Catalogue.load(null);
    private static final Pattern PROBLEM = Pattern.compile("rules\\.yaml:(\\d+) (\\S*):.*", Pattern.DOTALL);

    @Test
    void everyRuleWithThresholdsComesOutOfTheFormAsItWentIn() {
        List<Rule> covered = CITY.rules().stream()
                .filter(rule -> rule.kind() == Rule.Kind.MEASURE || rule.kind() == Rule.Kind.INDICATOR)
                .toList();
        assertThat(covered).hasSizeGreaterThan(10);

        for (Rule rule : covered) {
            ProposedRule again = ProposedRule.check(CITY, form(rule, 2).written());
            assertThat(again.problems()).as(rule.id()).isEmpty();
            assertThat(Objects.requireNonNull(again.rule())).as(rule.id()).isEqualTo(withVersion(rule, 2));
        }
    }

    @Test
    void kindsWithoutThresholdsAreNotForTheForm() {
        for (Rule rule : CITY.rules()) {
            boolean covered = rule.kind() == Rule.Kind.MEASURE || rule.kind() == Rule.Kind.INDICATOR;
            assertThat(RuleForm.of(rule, written(rule), 2).isPresent())
                    .as(rule.id())
                    .isEqualTo(covered);
        }
    }

    @Test
    void keysWithoutAFieldAreKept() {
        Rule rule = Objects.requireNonNull(CITY.rule("water.river-alarm"));
        String written = written(rule) + "    kept: # as it is\n      - {a: 1}\n      # and this\n    also: [x]\n";

        RuleForm form = RuleForm.of(rule, written, 2).orElseThrow();

        assertThat(form.other()).isEqualTo("kept: # as it is\n  - {a: 1}\n  # and this\nalso: [x]");
        assertThat(form.written()).endsWith("    kept: # as it is\n      - {a: 1}\n      # and this\n    also: [x]\n");
    }

    @Test
    void whateverIsTypedIsATextAndNothingElse() {
        Text nasty = new Text("a \"b\" \\ {x}: [y], # z\n- id: other", "'…' &anchor *alias !tag | > % @ `\u2028\u0007");
        RuleForm form = form(Objects.requireNonNull(CITY.rule("water.river-alarm")), 2);
        RuleForm typed = new RuleForm(
                form.id(),
                form.version(),
                form.sector(),
                form.kind(),
                form.input(),
                form.above(),
                form.change(),
                form.areas(),
                form.deviceTypes(),
                nasty,
                form.levels(),
                List.of(),
                form.onDelay(),
                form.offDelay(),
                nasty,
                nasty,
                List.of(nasty),
                "");

        Rule read = ProposedRule.check(CITY, typed.written()).rule();

        assertThat(read).isNotNull();
        assertThat(read.name()).isEqualTo(nasty);
        assertThat(read.procedure()).containsExactly(nasty);
    }

    @Test
    void whenARuleWatchesHasFieldsOfItsOwn() {
        RuleForm form = scheduled("""
                    schedule:
                      - {days: [wed, mon], from: "07:30", to: "24:00"}
                      - {from: "22:00", to: "06:00"}
                """);

        assertThat(form.other()).isEmpty();
        assertThat(form.schedule())
                .containsExactly(
                        new RuleForm.Spell(List.of("mon", "wed"), "07:30", "24:00"),
                        new RuleForm.Spell(List.of(), "22:00", "06:00"));
        assertThat(ProposedRule.check(CITY, form.written()).rule()).isNotNull();
        assertThat(form.written())
                .contains("      - {days: [mon, wed], from: \"07:30\", to: \"24:00\"}\n")
                .contains("      - {from: \"22:00\", to: \"06:00\"}\n");
    }

    /** What is typed, and the field that it is told at. */
    @ParameterizedTest
    @CsvSource({"'07:30', '7:30', schedule.0.from", "'06:00', '25:00', schedule.1.to", "mon, someday, schedule.0.days"})
    void whatIsWrongWithItsHoursIsToldAtTheirField(String right, String wrong, String field) {
        RuleForm form = scheduled("""
                    schedule:
                      - {days: [mon], from: "07:30", to: "17:00"}
                      - {from: "22:00", to: "06:00"}
                """);

        List<String> problems =
                ProposedRule.check(CITY, form.written().replace(right, wrong)).problems();

        assertThat(problems).isNotEmpty();
        Matcher place = PROBLEM.matcher(problems.getFirst());
        assertThat(place.matches()).as(problems.getFirst()).isTrue();
        assertThat(form.fieldAt(Integer.parseInt(place.group(1)), place.group(2)))
                .isEqualTo(field);
    }

    private static RuleForm scheduled(String schedule) {
        Rule rule = Objects.requireNonNull(CITY.rule("water.river-alarm"));
        String written = RuleDrafts.withVersion(written(rule), 2) + schedule;
        return RuleForm.of(
                        Objects.requireNonNull(ProposedRule.check(CITY, written).rule()), written, 2)
                .orElseThrow();
    }

    @Test
    void aRateOfChangeHasAFieldOfItsOwn() {
        Rule rule = Objects.requireNonNull(CITY.rule("water.river-alarm"));
        String written =
                written(rule).replace("    input: water_level_m\n", "    input: water_level_m\n    change: 15m\n");

        RuleForm form = RuleForm.of(
                        Objects.requireNonNull(ProposedRule.check(CITY, written).rule()), written, 2)
                .orElseThrow();

        assertThat(form.change()).isEqualTo("15m");
        assertThat(form.other()).isEmpty();
        assertThat(form.written()).contains("    change: 15m\n");
    }

    /** What is typed into a field; which field it is told at. */
    @ParameterizedTest
    @CsvSource({
        "set: 1.4, set: abc, levels.0.set",
        "clear: 1.37, clear: 9, levels.0.clear",
        "'set: 1.5, clear: 1.47', 'set: 1.3, clear: 1.2', levels",
        "en: alarm I}, 'en: \"\"}', levels.0.en",
        "sector: water, sector: wter, sector",
        "input: water_level_m, 'input: \"\"', input",
        "off_delay: 2m, off_delay: soon, off_delay",
        "en: River above alarm level, 'en: \"\"', name.en",
        "'en: \"Warn the riverside wards, check tide gates and pumps\"', 'en: \"\"', response.en",
        "id: water.river-alarm, 'id: \"\"', id",
    })
    void whatIsWrongIsToldAtItsField(String right, String wrong, String field) {
        RuleForm form = form(Objects.requireNonNull(CITY.rule("water.river-alarm")), 2);
        String written = form.written();
        assertThat(written).contains(right);

        List<String> problems = ProposedRule.check(CITY, written.replaceFirst(Pattern.quote(right), wrong))
                .problems();

        assertThat(problems).isNotEmpty();
        Matcher place = PROBLEM.matcher(problems.getFirst());
        assertThat(place.matches()).as(problems.getFirst()).isTrue();
        assertThat(form.fieldAt(Integer.parseInt(place.group(1)), place.group(2)))
                .isEqualTo(field);
    }

    private static RuleForm form(Rule rule, int version) {
        return RuleForm.of(rule, written(rule), version).orElseThrow();
    }

    private static String written(Rule rule) {
        return Objects.requireNonNull(RuleText.writtenOf(CITY.text().files().get(RuleText.RULES), rule.id()));
    }

    private static Rule withVersion(Rule rule, int version) {
        String written = RuleDrafts.withVersion(written(rule), version);
        return Objects.requireNonNull(ProposedRule.check(CITY, written).rule());
    }
}
