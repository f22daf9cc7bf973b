package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.alarm.AlarmsHarness.BUILT_IN;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.model.catalogue.CatalogueText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule that watches on Sundays from 12:10 to 13:00, with an on-delay of 1 min and an off-delay of 2 min; its threshold is 1.40 m. */
class ScheduledAlarmsTest {
    private static final String RIVER = "water.river-alarm";
    private static final long MINUTE = 60;

    private AlarmsHarness alarms;

    @BeforeEach
    void open() throws Exception {
        alarms = new AlarmsHarness();
        alarms.hear(1, -600, BUILT_IN);
        alarms.hear(2, -300, scheduled("[{days: [sun], from: \"12:10\", to: \"13:00\"}]"));
        alarms.streamReaches(-300);
    }

    @AfterEach
    void close() throws Exception {
        alarms.close();
    }

    @Test
    void whatIsBeyondBeforeTheRuleWatchesIsRaisedADelayAfterItBegins() throws Exception {
        alarms.take(RIVER, 0, 1.45);
        alarms.streamReaches(10 * MINUTE);
        assertThat(alarms.transitions()).isEmpty();
        alarms.streamReaches(11 * MINUTE - 1);
        assertThat(alarms.transitions()).isEmpty();

        alarms.streamReaches(11 * MINUTE);

        assertThat(alarms.transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.atMillis)
                .containsExactly(tuple("raised", noonPlus(11 * MINUTE)));
    }

    @Test
    void anAlarmThatStandsIsClearedWhenTheRuleCeasesToWatch() throws Exception {
        alarms.take(RIVER, 20 * MINUTE, 1.45);
        alarms.streamReaches(21 * MINUTE);
        alarms.take(RIVER, 50 * MINUTE, 1.47);
        alarms.streamReaches(60 * MINUTE);

        assertThat(alarms.transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.atMillis)
                .containsExactly(tuple("raised", noonPlus(21 * MINUTE)), tuple("cleared", noonPlus(60 * MINUTE)));
        alarms.take(RIVER, 70 * MINUTE, 1.72);
        alarms.streamReaches(3 * 60 * MINUTE);
        assertThat(alarms.transitions()).hasSize(2);
    }

    @Test
    void aValueThatComesWhenTheTimeIsOverRaisesNothing() throws Exception {
        alarms.take(RIVER, 59 * MINUTE + 30, 1.45);
        alarms.take(RIVER, 60 * MINUTE + 30, 1.46);
        alarms.streamReaches(80 * MINUTE);
        assertThat(alarms.transitions()).isEmpty();
    }

    @Test
    void theTimeIsThatOfTheReadingAlsoAfterARestart() throws Exception {
        alarms.take(RIVER, 0, 1.45);
        alarms.restart();

        alarms.streamReaches(12 * MINUTE);

        assertThat(alarms.transitions()).extracting(alarm -> alarm.atMillis).containsExactly(noonPlus(11 * MINUTE));
    }

    @Test
    void anotherScheduleEndsWhatStandsOutsideIt() throws Exception {
        alarms.take(RIVER, 20 * MINUTE, 1.45);
        alarms.streamReaches(21 * MINUTE);

        alarms.hear(3, 30 * MINUTE, scheduled("[{days: [mon], from: \"00:00\", to: \"24:00\"}]"));
        alarms.streamReaches(30 * MINUTE);

        assertThat(alarms.transitions()).extracting(alarm -> alarm.action).containsExactly("raised", "cleared");
    }

    @Test
    void whatIsCalmLeavesNothingBehind() throws Exception {
        alarms.take(RIVER, 0, 1.0);
        alarms.streamReaches(50 * 60 * MINUTE);
        assertThat(alarms.transitions()).isEmpty();
        assertThat(alarms.isEmpty()).isTrue();
    }

    private static CatalogueText scheduled(String schedule) {
        return changed(
                BUILT_IN,
                "rules.yaml",
                "name: {vi: báo động III, en: alarm III}}\n    off_delay: 2m",
                "name: {vi: báo động III, en: alarm III}}\n    on_delay: 1m\n    off_delay: 2m\n    schedule: "
                        + schedule);
    }
}
