package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.alarm.AlarmsHarness.BUILT_IN;
import static io.cityops.jobs.alarm.AlarmsHarness.sample;
import static io.cityops.jobs.catalogue.CatalogueFixtures.LOW_WATER;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static io.cityops.jobs.catalogue.CatalogueFixtures.without;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.model.catalogue.CatalogueText;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On the rules of the reference city: river alarm 1.40/1.50/1.60 m at once, off after 2 min; street flood on after 1 min. */
class AlarmsTest {
    private static final String RIVER = "water.river-alarm";
    private static final String FLOOD = "water.street-flood";
    private static final String CONGESTION = "traffic.congestion";

    private AlarmsHarness alarms;

    @BeforeEach
    void open() throws Exception {
        alarms = new AlarmsHarness();
    }

    @AfterEach
    void close() throws Exception {
        alarms.close();
    }

    @Test
    void theThirdAlarmLevelIsRaisedAtOnce() throws Exception {
        take(RIVER, 0, 1.72);
        assertThat(transitions()).singleElement().satisfies(alarm -> {
            assertThat(alarm.action).isEqualTo("raised");
            assertThat(alarm.severity).isEqualTo("critical");
            assertThat(alarm.level).isEqualTo("báo động III");
            assertThat(alarm.threshold).isEqualTo(1.60);
            assertThat(alarm.value).isEqualTo(1.72);
            assertThat(alarm.atMillis).isEqualTo(noonPlus(0));
            assertThat(alarm.message).isEqualTo("Mực nước 1,72 m, vượt báo động III (1,60 m)");
        });
    }

    @Test
    void aCheckpointHoldsTheAlarmThatStands() throws Exception {
        take(RIVER, 0, 1.42);
        alarms.checkpoint();
        take(RIVER, 60, 1.55);
        String id = transitions().getFirst().id;
        alarms.restart();
        take(RIVER, 120, 1.56);
        assertThat(transitions()).as("it stands at that level already").isEmpty();
        take(RIVER, 180, 1.62);
        assertThat(transitions()).singleElement().satisfies(alarm -> {
            assertThat(alarm.id).isEqualTo(id);
            assertThat(alarm.action).isEqualTo("severity-changed");
        });
    }

    @Test
    void oneAlarmClimbsAndFallsWithTheWater() throws Exception {
        take(RIVER, 0, 1.42);
        take(RIVER, 60, 1.55);
        take(RIVER, 120, 1.62);
        assertThat(transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.severity)
                .containsExactly(
                        tuple("raised", "medium"),
                        tuple("severity-changed", "high"),
                        tuple("severity-changed", "critical"));
        assertThat(transitions())
                .extracting(alarm -> alarm.id)
                .containsOnly(transitions().getFirst().id);
    }

    @Test
    void betweenClearAndSetTheAlarmStaysAsItIs() throws Exception {
        take(RIVER, 0, 1.41);
        take(RIVER, 60, 1.38);
        take(RIVER, 120, 1.41);
        take(RIVER, 600, 1.38);
        streamReaches(3_000);
        assertThat(transitions()).hasSize(1);
    }

    @Test
    void theAlarmIsClearedAfterTheOffDelayWithoutWaitingForAnotherReading() throws Exception {
        take(RIVER, 0, 1.41);
        take(RIVER, 60, 1.30);
        streamReaches(60 + 119);
        assertThat(transitions()).hasSize(1);
        streamReaches(60 + 120);
        assertThat(transitions()).hasSize(2);
        AlertTransition cleared = transitions().getLast();
        assertThat(cleared.action).isEqualTo("cleared");
        assertThat(cleared.atMillis).isEqualTo(noonPlus(180));
        assertThat(cleared.id).isEqualTo(transitions().getFirst().id);
    }

    @Test
    void anAlarmThatEndsTellsItsWorstValue() throws Exception {
        take(RIVER, 0, 1.30);
        take(RIVER, 30, 1.41);
        take(RIVER, 60, 1.72);
        take(RIVER, 120, 1.42);
        take(RIVER, 180, 1.20);
        streamReaches(400);
        AlertTransition cleared = transitions().getLast();
        assertThat(cleared.action).isEqualTo("cleared");
        assertThat(cleared.value).isEqualTo(1.72);
        assertThat(cleared.message).startsWith("Mực nước 1,72 m");
        take(RIVER, 500, 1.45);
        take(RIVER, 600, 1.20);
        streamReaches(900);
        assertThat(transitions().getLast().value).as("the next one has its own").isEqualTo(1.45);
    }

    @Test
    void aRelapseWithinTheOffDelayKeepsTheAlarm() throws Exception {
        take(RIVER, 0, 1.41);
        take(RIVER, 60, 1.30);
        take(RIVER, 120, 1.41);
        streamReaches(1_000);
        assertThat(transitions()).hasSize(1);
    }

    @Test
    void aPeakShorterThanTheOnDelayRaisesNothing() throws Exception {
        take(FLOOD, 0, 0.30);
        take(FLOOD, 20, 0.02);
        streamReaches(1_000);
        assertThat(transitions()).isEmpty();
    }

    @Test
    void afterTheOnDelayTheAlarmIsRaisedWithoutWaitingForAnotherReading() throws Exception {
        take(FLOOD, 0, 0.22);
        streamReaches(29);
        assertThat(transitions()).isEmpty();
        streamReaches(30);
        assertThat(transitions()).singleElement().satisfies(alarm -> {
            assertThat(alarm.severity).isEqualTo("high");
            assertThat(alarm.atMillis).isEqualTo(noonPlus(30));
        });
    }

    @Test
    void theMilderLevelDoesNotWaitForTheWorseOne() throws Exception {
        take(FLOOD, 0, 0.12);
        take(FLOOD, 20, 0.22);
        streamReaches(30);
        assertThat(transitions()).extracting(alarm -> alarm.severity).containsExactly("medium");
        streamReaches(50);
        assertThat(transitions()).extracting(alarm -> alarm.severity).containsExactly("medium", "high");
    }

    @Test
    void whereLowIsBadTheLadderGoesDown() throws Exception {
        take(CONGESTION, 0, 6);
        streamReaches(180);
        assertThat(transitions()).extracting(alarm -> alarm.severity).containsExactly("high");
        take(CONGESTION, 200, 20);
        streamReaches(380);
        assertThat(transitions()).extracting(alarm -> alarm.action).containsExactly("raised", "cleared");
    }

    @Test
    void anOlderReadingSaysNothingAboutThePresent() throws Exception {
        take(RIVER, 100, 1.30);
        take(RIVER, 40, 1.72);
        assertThat(transitions()).isEmpty();
    }

    @Test
    void aRepeatedAlarmIsANewOneAndAReplayTheSame() throws Exception {
        take(RIVER, 0, 1.41);
        take(RIVER, 60, 1.30);
        streamReaches(200);
        take(RIVER, 300, 1.41);
        List<AlertTransition> all = transitions();
        assertThat(all).extracting(alarm -> alarm.action).containsExactly("raised", "cleared", "raised");
        assertThat(all.get(2).id).isNotEqualTo(all.get(0).id);
        assertThat(all.get(0).id).isEqualTo(AlertTransition.idOf("water.river-alarm|device|d", noonPlus(0)));
    }

    @Test
    void theAlarmOfADeviceThatIsRemovedEndsWithIt() throws Exception {
        take(RIVER, 0, 1.72);
        Sample gone = sample(RIVER, 0, 0);
        gone.atMillis = 0;
        gone.receivedAtMillis = 0;
        gone.gone = true;
        alarms.take(gone, 50);
        assertThat(transitions()).extracting(alarm -> alarm.action).containsExactly("raised", "cleared");
        assertThat(alarms.hasNoState()).isTrue();
    }

    @Test
    void aDrillsAlarmOfAnAreaIsAnotherThanTheAreasOwn() throws Exception {
        alarms.take(ofArea(CONGESTION, "", 0, 6), 0);
        alarms.take(ofArea(CONGESTION, "d1", 0, 6), 0);
        streamReaches(180);
        assertThat(transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.entityId, alarm -> alarm.drill)
                .containsExactlyInAnyOrder(tuple("raised", WARD, ""), tuple("raised", WARD, "d1"));
        assertThat(transitions()).extracting(alarm -> alarm.id).doesNotHaveDuplicates();

        alarms.take(ofArea(CONGESTION, "d1", 200, 30), 200);
        streamReaches(600);
        assertThat(transitions().subList(2, transitions().size()))
                .extracting(alarm -> alarm.action, alarm -> alarm.drill)
                .containsExactly(tuple("cleared", "d1"));
    }

    @Test
    void aDrillLeavesNothingBehindThoughItsAlarmWasNeverCleared() throws Exception {
        alarms.take(ofArea(CONGESTION, "d1", 0, 6), 0);
        streamReaches(180);
        assertThat(transitions()).hasSize(1);
        streamReaches(50 * 3600);
        assertThat(alarms.isEmpty()).isTrue();
    }

    @Test
    void withoutAlarmAnEntityIsForgotten() throws Exception {
        take(RIVER, 0, 1.0);
        take(RIVER, 4_000, 1.0);
        streamReaches(4_000 + 50 * 3600);
        assertThat(alarms.isEmpty()).isTrue();
    }

    private void take(String rule, long second, double value) throws Exception {
        alarms.take(rule, second, value);
    }

    private static Sample ofArea(String rule, String drill, long second, double value) {
        Sample sample = sample(rule, second, value);
        sample.entityKind = Sample.AREA;
        sample.entityId = WARD;
        sample.drill = drill;
        return sample;
    }

    private void streamReaches(long second) throws Exception {
        alarms.streamReaches(second);
    }

    private List<AlertTransition> transitions() {
        return alarms.transitions();
    }

    @Test
    void aChangedThresholdCountsFromItsMomentOnForWhatStandsAlready() throws Exception {
        take(RIVER, 0, 1.36);
        hear(60, changed(BUILT_IN, "rules.yaml", "set: 1.40, clear: 1.37", "set: 1.35, clear: 1.30"));
        streamReaches(59);
        assertThat(transitions()).isEmpty();
        streamReaches(60);
        assertThat(transitions()).singleElement().satisfies(alarm -> {
            assertThat(alarm.action).isEqualTo("raised");
            assertThat(alarm.threshold).isEqualTo(1.35);
        });
    }

    @Test
    void aRuleThatIsGoneClosesItsAlarmAndSaysWhy() throws Exception {
        take(RIVER, 0, 1.55);
        hear(60, without(BUILT_IN, "rules.yaml", RIVER));
        streamReaches(60);
        assertThat(transitions()).hasSize(2);
        assertThat(transitions().getLast().action).isEqualTo("closed");
        assertThat(transitions().getLast().message).contains("the rule is gone");
        assertThat(transitions().getLast().id).isEqualTo(transitions().getFirst().id);
        alarms.checkpoint();
        assertThat(alarms.hasNoState()).isTrue();
        take(RIVER, 90, 1.70);
        assertThat(transitions()).hasSize(2);
    }

    @Test
    void afterARestartTheJobGoesOnWithTheLastVersionItHeardOf() throws Exception {
        hear(60, changed(BUILT_IN, "rules.yaml", "set: 1.40, clear: 1.37", "set: 1.35, clear: 1.30"));
        streamReaches(60);
        hear(600, 3, appended(BUILT_IN, "rules.yaml", LOW_WATER));
        alarms.restart();
        take(RIVER, 90, 1.36);
        assertThat(transitions()).extracting(alarm -> alarm.threshold).containsExactly(1.35);
        streamReaches(600);
        take("water.low", 610, -2);
        assertThat(transitions().getLast().rule)
                .as("one that was still to come")
                .isEqualTo("water.low");
    }

    private void hear(long second, CatalogueText text) throws Exception {
        hear(second, 2, text);
    }

    private void hear(long second, int number, CatalogueText text) throws Exception {
        if (number == 2) {
            alarms.hear(1, -600, BUILT_IN);
        }
        alarms.hear(number, second, text);
    }
}
