package io.cityops.jobs.alarm;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static io.cityops.jobs.catalogue.CatalogueFixtures.edition;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.catalogue.CatalogueEdition;
import io.cityops.model.catalogue.CatalogueText;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A rule that watches on Sundays from 12:10 to 13:00, with an on-delay of 1 min and an off-delay of 2 min; its threshold is 1.40 m. */
class ScheduledAlarmsTest {
    private static final CatalogueText BUILT_IN = CatalogueText.read(null);
    private static final String RIVER = "water.river-alarm";
    private static final long MINUTE = 60;

    private KeyedTwoInputStreamOperatorTestHarness<String, Sample, CatalogueEdition, AlertTransition> operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
        hear(1, -600, BUILT_IN);
        hear(2, -300, scheduled("[{days: [sun], from: \"12:10\", to: \"13:00\"}]"));
        streamReaches(-300);
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, Sample, CatalogueEdition, AlertTransition> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new Alarms(CityCatalogue.BUILT_IN, Timing.DEFAULT), Sample::key, null, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void whatIsBeyondBeforeTheRuleWatchesIsRaisedADelayAfterItBegins() throws Exception {
        take(0, 1.45);
        streamReaches(10 * MINUTE);
        assertThat(transitions()).isEmpty();
        streamReaches(11 * MINUTE - 1);
        assertThat(transitions()).isEmpty();

        streamReaches(11 * MINUTE);

        assertThat(transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.atMillis)
                .containsExactly(tuple("raised", noonPlus(11 * MINUTE)));
    }

    @Test
    void anAlarmThatStandsIsClearedWhenTheRuleCeasesToWatch() throws Exception {
        take(20 * MINUTE, 1.45);
        streamReaches(21 * MINUTE);
        take(50 * MINUTE, 1.47);
        streamReaches(60 * MINUTE);

        assertThat(transitions())
                .extracting(alarm -> alarm.action, alarm -> alarm.atMillis)
                .containsExactly(tuple("raised", noonPlus(21 * MINUTE)), tuple("cleared", noonPlus(60 * MINUTE)));
        take(70 * MINUTE, 1.72);
        streamReaches(3 * 60 * MINUTE);
        assertThat(transitions()).hasSize(2);
    }

    @Test
    void aValueThatComesWhenTheTimeIsOverRaisesNothing() throws Exception {
        take(59 * MINUTE + 30, 1.45);
        take(60 * MINUTE + 30, 1.46);
        streamReaches(80 * MINUTE);
        assertThat(transitions()).isEmpty();
    }

    @Test
    void theTimeIsThatOfTheReadingAlsoAfterARestart() throws Exception {
        take(0, 1.45);
        OperatorSubtaskState checkpoint = operator.snapshot(1, 1);
        operator.close();
        operator = harness();
        operator.initializeState(checkpoint);
        operator.open();

        streamReaches(12 * MINUTE);

        assertThat(transitions()).extracting(alarm -> alarm.atMillis).containsExactly(noonPlus(11 * MINUTE));
    }

    @Test
    void anotherScheduleEndsWhatStandsOutsideIt() throws Exception {
        take(20 * MINUTE, 1.45);
        streamReaches(21 * MINUTE);

        hear(3, 30 * MINUTE, scheduled("[{days: [mon], from: \"00:00\", to: \"24:00\"}]"));
        streamReaches(30 * MINUTE);

        assertThat(transitions()).extracting(alarm -> alarm.action).containsExactly("raised", "cleared");
    }

    @Test
    void whatIsCalmLeavesNothingBehind() throws Exception {
        take(0, 1.0);
        streamReaches(50 * 60 * MINUTE);
        assertThat(transitions()).isEmpty();
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private static CatalogueText scheduled(String schedule) {
        return changed(
                BUILT_IN,
                "rules.yaml",
                "name: {vi: báo động III, en: alarm III}}\n    off_delay: 2m",
                "name: {vi: báo động III, en: alarm III}}\n    on_delay: 1m\n    off_delay: 2m\n    schedule: "
                        + schedule);
    }

    private void hear(int number, long second, CatalogueText text) throws Exception {
        operator.processElement2(edition(number, noonPlus(second), text), 0);
    }

    private void take(long second, double value) throws Exception {
        Sample sample = new Sample();
        sample.rule = RIVER;
        sample.entityId = "d";
        sample.area = WARD;
        sample.sector = "water";
        sample.value = value;
        sample.atMillis = noonPlus(second);
        sample.receivedAtMillis = noonPlus(second);
        operator.processElement1(sample, noonPlus(second));
    }

    private void streamReaches(long second) throws Exception {
        operator.processBothWatermarks(
                new Watermark(noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis()));
    }

    private List<AlertTransition> transitions() {
        return operator.extractOutputValues();
    }
}
