package io.cityops.dashboard.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.ProposedRule;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.catalogue.Text;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RuleWordsTest {
    private static final Catalogue CITY = Catalogue.load(null);
    private final RuleWords words = new RuleWords(CITY);

    @Test
    void aThresholdIsToldWithItsUnitAndWhereItEnds() {
        Rule river = rule("water.river-alarm");

        assertThat(words.levels(river).getFirst())
                .isEqualTo(new Text("≥ 1,4 m: báo động I, hết ở 1,37 m", "≥ 1.4 m: alarm I, over at 1.37 m"));
        assertThat(words.delays(river)).isEqualTo(new Text("hết sau 2 phút", "over after 2 minutes"));
        assertThat(words.subject(river).en()).startsWith("Readings of ");
    }

    @Test
    void aUnitThatIsAWordIsThatOfTheLanguageAndCounts() {
        assertThat(words.levels(rule("traffic.incident")).getFirst())
                .isEqualTo(new Text(
                        "≥ 1 vụ: có sự cố, hết ở 0,5 vụ", "≥ 1 incident: incident in view, over at 0.5 incidents"));
        assertThat(words.levels(rule("water.river-alarm")).getFirst().en())
                .as("a symbol is no word")
                .contains(" m:");
        for (Rule rule : CITY.rules()) {
            assertThat(words.levels(rule))
                    .as(rule.id())
                    .allSatisfy(level -> assertThat(level.en().replace("µ", "")).matches("[\\x20-\\x7E≥≤°³²–’]*"));
        }
    }

    @Test
    void aRateOfChangeIsToldByItsSizeAndInWhichTime() {
        String river = Objects.requireNonNull(
                        RuleText.writtenOf(CITY.text().files().get("rules.yaml"), "water.river-alarm"))
                .replace("id: water.river-alarm", "id: water.river-fall\n    change: 15m\n    above: false")
                .replaceAll("set: 1\\.(\\d)0, clear: 1\\.(\\d+)", "set: -0.$1, clear: -0.0$2");
        Rule fall = Objects.requireNonNull(ProposedRule.check(CITY, river).rule());

        assertThat(words.subject(fall).vi()).endsWith(", giảm bao nhiêu trong 15 phút");
        assertThat(words.subject(fall).en()).endsWith(", by how much it falls within 15 minutes");
        assertThat(words.levels(fall).getFirst().en()).isEqualTo("≥ 0.4 m: alarm I, over at 0.037 m");
    }

    @Test
    void aConditionIsToldStatementByStatement() {
        Text subject = words.subject(rule("water.rain-without-pumps"));

        assertThat(subject.en()).contains(" AND ").contains("≥").doesNotContain("%s");
        assertThat(subject.vi()).contains(" VÀ ").doesNotContain("water.");
    }

    @Test
    void aSequenceIsToldInItsOrder() {
        Text subject = words.subject(rule("water.compound-flood"));

        assertThat(subject.en()).contains("within 30 minutes").contains(" → ");
        assertThat(subject.vi()).contains("trong 30 phút").contains(" → ");
    }

    @Test
    void everyRuleHasWordsInBothLanguages() {
        for (Rule rule : CITY.rules()) {
            assertThat(words.subject(rule).vi()).as(rule.id()).isNotBlank();
            assertThat(words.subject(rule).en()).as(rule.id()).isNotBlank();
            assertThat(words.levels(rule)).as(rule.id()).isNotEmpty();
        }
    }

    @Test
    void aDurationIsToldInItsLargestWholeUnit() {
        assertThat(RuleWords.duration(Duration.ofSeconds(90)).en()).isEqualTo("90 seconds");
        assertThat(RuleWords.duration(Duration.ofMinutes(60)).vi()).isEqualTo("1 giờ");
        assertThat(RuleWords.duration(Duration.ofDays(1)).en()).isEqualTo("1 day");
    }

    @Test
    void whenItWatchesIsToldByTheDaysOfTheLanguage() {
        String river = Objects.requireNonNull(
                        RuleText.writtenOf(CITY.text().files().get("rules.yaml"), "water.river-alarm"))
                .replace(
                        "id: water.river-alarm",
                        "id: water.river-alarm\n    version: 2\n    schedule: [{days: [fri, sun], from: 22:00, to: 06:00}]");

        Text delays = words.delays(
                Objects.requireNonNull(ProposedRule.check(CITY, river).rule()));

        assertThat(delays.en()).isEqualTo("over after 2 minutes; watches only Fri, Sun 22:00–06:00");
        assertThat(delays.vi()).isEqualTo("hết sau 2 phút; chỉ theo dõi Th 6, CN 22:00–06:00");
    }

    private static Rule rule(String id) {
        return Objects.requireNonNull(CITY.rule(id));
    }
}
