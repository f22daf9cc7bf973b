package io.cityops.localstack.drill;

import static io.cityops.localstack.drill.DrillFixtures.FLOOD;
import static io.cityops.localstack.drill.DrillFixtures.QUEUE;
import static io.cityops.localstack.drill.DrillFixtures.alarm;
import static io.cityops.localstack.drill.DrillFixtures.drill;
import static io.cityops.localstack.drill.DrillFixtures.flood;
import static io.cityops.localstack.drill.DrillFixtures.label;
import static io.cityops.localstack.drill.DrillFixtures.minutes;
import static io.cityops.localstack.drill.DrillFixtures.queue;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ScoreTest {
    private static final Set<String> RULES = Set.of(FLOOD, QUEUE, "water.river-alarm");

    @Test
    void timesRunFromTheLabelsStartToTheFirstAlarmItsAcknowledgementAndEachStep() {
        Score score = score(
                List.of(alarm(FLOOD, "26812", 12, 14.5), alarm(FLOOD, "26809", 11.5, null)),
                List.of(new DoneStep("flood", 2, minutes(15), "lan")),
                flood());

        LabelScore label = score.labels().getFirst();
        assertThat(label.outcome()).isEqualTo(LabelScore.Outcome.RAISED);
        assertThat(label.toAlarm()).isEqualTo(Duration.ofSeconds(90));
        assertThat(label.areas()).isEqualTo(2);
        assertThat(label.toAcknowledgement()).isEqualTo(Duration.ofSeconds(270));
        assertThat(label.acknowledgedBy()).isEqualTo("lan");
        assertThat(label.toStep(0)).isNull();
        assertThat(label.toStep(1)).isEqualTo(Duration.ofMinutes(5));
        assertThat(score.stepsDone()).isEqualTo(1);
        assertThat(score.falseAlarms()).isEmpty();
        assertThat(score.related()).isEqualTo(1);
    }

    @Test
    void anotherRuleOfTheSectorInThePlaceCountsAndIsNamed() {
        Score score = score(List.of(alarm("water.river-alarm", "26809", 12, null)), List.of(), flood());

        assertThat(score.labels().getFirst().outcome()).isEqualTo(LabelScore.Outcome.OTHER_RULE);
        assertThat(score.labels().getFirst().areas()).isZero();
    }

    @Test
    void whatNobodyNoticedIsMissedUnlessThereIsNoSuchRuleOrItWasNotPlayed() {
        Score score = score(
                List.of(),
                List.of(),
                queue(),
                label("intrusion", "telecom", "telecom.intrusion", 5, 20),
                label("later", "water", FLOOD, 60, 70));

        assertThat(score.labels())
                .extracting(LabelScore::outcome)
                .containsExactly(LabelScore.Outcome.MISSED, LabelScore.Outcome.NO_RULE, LabelScore.Outcome.NOT_PLAYED);
        assertThat(score.toAlarm()).isNull();
    }

    @Test
    void alarmsElsewhereOrMuchLaterAreFalse() {
        Score score = score(
                List.of(
                        alarm(FLOOD, "25747", 12, null),
                        alarm(FLOOD, "26809", 55, null),
                        alarm(QUEUE, "26809", 12, null),
                        alarm(QUEUE, "26809", -5, null)),
                List.of(),
                flood());

        assertThat(score.falseAlarms())
                .as("the one from before the drill is nobody's")
                .hasSize(3);
        assertThat(score.labels().getFirst().outcome()).isEqualTo(LabelScore.Outcome.MISSED);
    }

    @Test
    void anAlarmThatStoodAlreadyTookNoTime() {
        Score score = score(List.of(alarm(FLOOD, "26809", 1, null)), List.of(), flood());

        assertThat(score.labels().getFirst().toAlarm()).isEqualTo(Duration.ZERO);
    }

    @Test
    void theMiddleOfTwoTimesLiesBetweenThem() {
        Score.Times times = Score.Times.of(List.of(Duration.ofSeconds(30), Duration.ofSeconds(10)));

        assertThat(times).isEqualTo(new Score.Times(Duration.ofSeconds(20), Duration.ofSeconds(30)));
    }

    private static Score score(List<DrillAlarm> alarms, List<DoneStep> steps, Label... labels) {
        Instant end = minutes(60);
        return Score.of(drill(labels), alarms, steps, end, RULES);
    }
}
