package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.alarm.AlarmsHarness.BUILT_IN;
import static io.cityops.jobs.catalogue.CatalogueFixtures.FAST_RISE;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.cityops.model.catalogue.CatalogueText;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule on how far a level has risen within 15 min: medium from 0.3 m on, high from 0.5 m on, over at 0.1 m for 2 min. */
class AlarmsOnChangeTest {
    private static final String RISE = "water.fast-rise";
    private static final long MINUTE = 60;

    private AlarmsHarness alarms;

    @BeforeEach
    void open() throws Exception {
        alarms = new AlarmsHarness();
        alarms.hear(1, -600, BUILT_IN);
        hear(2, -300, FAST_RISE);
    }

    @AfterEach
    void close() throws Exception {
        alarms.close();
    }

    @Test
    void itClimbsWithTheRiseAndTellsHowFarItRose() throws Exception {
        take(0, -1.2);
        take(5 * MINUTE, -1.05);
        assertThat(alarms.transitions()).isEmpty();
        take(8 * MINUTE, -0.85);
        take(12 * MINUTE, -0.6);

        assertThat(alarms.transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.severity, alarm -> alarm.atMillis)
                .containsExactly(
                        tuple("raised", "medium", noonPlus(8 * MINUTE)),
                        tuple("severity-changed", "high", noonPlus(12 * MINUTE)));
        assertThat(alarms.transitions().getFirst().value).isCloseTo(0.35, within(1e-9));
        assertThat(alarms.transitions().getFirst().message).isEqualTo("Nước dâng 0,35 m trong 15 phút");
        assertThat(alarms.transitions().getLast().threshold).isEqualTo(0.5);
    }

    @Test
    void aLevelThatRisesAsFarInALongerTimeIsNone() throws Exception {
        for (int minute = 0; minute < 180; minute++) {
            take(minute * MINUTE, 0.01 * minute);
        }
        assertThat(alarms.transitions()).isEmpty();
    }

    @Test
    void itIsOverWhenTheLevelHasComeToRestHoweverHighItStands() throws Exception {
        take(0, 0.2);
        take(2 * MINUTE, 0.6);
        for (int minute = 3; minute <= 25; minute++) {
            take(minute * MINUTE, 0.6);
        }
        assertThat(alarms.transitions()).extracting(alarm -> alarm.action).containsExactly("raised", "cleared");
        AlertTransition cleared = alarms.transitions().getLast();
        // The lowest is remembered in parts of 75 s, so for up to that much longer; then two minutes.
        assertThat(cleared.atMillis).isBetween(noonPlus(17 * MINUTE), noonPlus(19 * MINUTE + 15));
        assertThat(cleared.value).as("its worst").isCloseTo(0.4, within(1e-9));
    }

    @Test
    void aFallIsMeasuredFromTheHighest() throws Exception {
        hear(
                3,
                0,
                FAST_RISE
                        .replace("change: 15m", "change: 15m\n    above: false")
                        .replace("set: 0.3, clear: 0.1", "set: -0.3, clear: -0.1")
                        .replace("set: 0.5, clear: 0.3", "set: -0.5, clear: -0.3"));
        take(MINUTE, 1.0);
        take(2 * MINUTE, 1.2);
        take(3 * MINUTE, 0.85);
        assertThat(alarms.transitions()).singleElement().satisfies(alarm -> {
            assertThat(alarm.severity).isEqualTo("medium");
            assertThat(alarm.value).isCloseTo(-0.35, within(1e-9));
        });
    }

    @Test
    void delaysAndHoursAreThoseOfEveryRule() throws Exception {
        hear(
                3,
                0,
                FAST_RISE.replace(
                        "off_delay: 2m",
                        "off_delay: 2m\n    on_delay: 1m\n    schedule: [{days: [sun], from: \"12:10\", to: \"13:00\"}]"));
        take(MINUTE, 0.2);
        take(8 * MINUTE, 0.55);
        alarms.streamReaches(11 * MINUTE - 1);
        assertThat(alarms.transitions()).isEmpty();
        alarms.streamReaches(11 * MINUTE);
        assertThat(alarms.transitions())
                .extracting(alarm -> alarm.atMillis)
                .as("it began to watch at 12:10, and waits for a minute")
                .containsExactly(noonPlus(11 * MINUTE));
    }

    @Test
    void aRestartBetweenLowAndHighMissesNothing() throws Exception {
        take(0, 0.2);
        take(5 * MINUTE, 0.3);
        alarms.restart();
        take(10 * MINUTE, 0.55);
        assertThat(alarms.transitions()).singleElement().satisfies(alarm -> {
            assertThat(alarm.action).isEqualTo("raised");
            assertThat(alarm.value).isCloseTo(0.35, within(1e-9));
        });
    }

    @Test
    void anotherSpanBeginsAnew() throws Exception {
        take(0, 0.2);
        take(MINUTE, 0.55);
        hear(3, 2 * MINUTE, FAST_RISE.replace("change: 15m", "change: 5m"));
        assertThat(alarms.transitions()).extracting(alarm -> alarm.action).containsExactly("raised", "closed");
        take(3 * MINUTE, 0.6);
        assertThat(alarms.transitions()).as("nothing to compare with").hasSize(2);
    }

    @Test
    void whatHasComeToRestLeavesNothingBehind() throws Exception {
        take(0, 0.2);
        take(MINUTE, 0.3);
        alarms.streamReaches(50 * 60 * MINUTE);
        assertThat(alarms.isEmpty()).isTrue();
    }

    private void hear(int number, long second, String rule) throws Exception {
        CatalogueText text = appended(BUILT_IN, "rules.yaml", rule);
        alarms.hear(number, second, text);
        alarms.streamReaches(second);
    }

    private void take(long second, double value) throws Exception {
        alarms.take(RISE, second, value);
    }
}
