package io.cityops.jobs.device;

import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.message;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.alarm.Sample;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceMessage;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedTwoInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A camera is expected every 30 s, so it is silent 50 s after its last report. */
class SilenceTest {
    private KeyedTwoInputStreamOperatorTestHarness<String, DeviceMessage, Announcement, ReportRow> operator;

    @BeforeEach
    void open() throws Exception {
        operator = harness();
        operator.open();
    }

    private static KeyedTwoInputStreamOperatorTestHarness<String, DeviceMessage, Announcement, ReportRow> harness()
            throws Exception {
        return new KeyedTwoInputStreamOperatorTestHarness<>(
                new Readings(CityCatalogue.BUILT_IN, Timing.DEFAULT), message -> message.deviceId, null, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void aDeviceIsSilentOneAndAHalfIntervalsAndFiveSecondsAfterItsLastReport() throws Exception {
        ticks(0, 0);
        heardAt(0);
        ticks(1, 50);
        assertThat(silences()).isEmpty();
        ticks(51, 51);
        assertThat(silences()).singleElement().satisfies(sample -> {
            assertThat(sample.value).isPositive();
            assertThat(sample.atMillis).isEqualTo(noonPlus(50) + 200);
            assertThat(sample.sector).isEqualTo("traffic");
        });
        assertThat(presences().getLast().silent).isTrue();
        assertThat(presences().getLast().lastSeenAtMillis).isEqualTo(noonPlus(0) + 200);
    }

    @Test
    void eachReportStartsTheTimeAnew() throws Exception {
        heardAt(0);
        ticks(0, 30);
        heardAt(30);
        ticks(31, 79);
        assertThat(silences()).isEmpty();
        ticks(80, 81);
        assertThat(silences()).hasSize(1);
    }

    @Test
    void theReturningReportClearsTheSilence() throws Exception {
        heardAt(0);
        ticks(0, 60);
        heardAt(60);
        assertThat(silences()).extracting(sample -> sample.value > 0).containsExactly(true, false);
        assertThat(presences().getLast().silent).isFalse();
        ticks(61, 100);
        assertThat(silences()).hasSize(2);
    }

    @Test
    void whoIsSilentForLongerThanDevicesAreRememberedIsStillKnownWhenItComesBack() throws Exception {
        heardAt(0);
        ticks(0, 60);
        long day = 86_400;
        for (int days = 1; days <= 10; days++) {
            ticks(days * day, days * day + 60);
            operator.setStateTtlProcessingTime(days * day * 1_000);
            for (int i = 0; i < 40; i++) {
                operator.snapshot(days * 100L + i, days * day * 1_000);
            }
        }
        heardAt(10 * day + 70);
        assertThat(silences()).extracting(sample -> sample.value > 0).containsExactly(true, false);
    }

    @Test
    void theStreamEndsThoughADeviceIsSilent() {
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            heardAt(0);
            operator.processBothWatermarks(Watermark.MAX_WATERMARK);
        });
        assertThat(silences()).extracting(sample -> sample.value > 0).containsExactly(true);
    }

    @Test
    void whileTheGatewayIsAwayNobodyIsSilent() throws Exception {
        ticks(0, 10);
        heardAt(10);
        // killed at 10 s, back at 300 s
        ticks(300, 349);
        assertThat(silences()).isEmpty();
        ticks(350, 351);
        assertThat(silences()).as("after the whole time anew").hasSize(1);
    }

    @Test
    void aGatewayThatComesBackTwiceGivesTheTimeTwice() throws Exception {
        ticks(0, 10);
        heardAt(10);
        ticks(100, 120);
        ticks(200, 249);
        assertThat(silences()).isEmpty();
        ticks(250, 251);
        assertThat(silences()).hasSize(1);
    }

    @Test
    void aDeviceThatWasNeverHeardIsNotSilent() throws Exception {
        ticks(0, 3_600);
        assertThat(silences()).isEmpty();
        assertThat(presences()).isEmpty();
    }

    @Test
    void theLastSeenTimeIsWrittenEveryHalfMinuteAtMost() throws Exception {
        for (int second = 0; second < 90; second++) {
            heardAt(second);
        }
        assertThat(presences())
                .extracting(presence -> presence.lastSeenAtMillis)
                .containsExactly(noonPlus(0) + 200, noonPlus(30) + 200, noonPlus(60) + 200);
    }

    @Test
    void aRemovedDeviceLeavesNothingBehind() throws Exception {
        heardAt(0);
        operator.processElement1(removalOf("cam"));
        ticks(1, 100);
        assertThat(silences()).isEmpty();
        assertThat(operator.numEventTimeTimers()).isZero();
        heardAt(200);
        assertThat(presences()).as("known anew, as if never heard").hasSize(2);
    }

    @Test
    void aDeviceThatIsRemovedWhileItIsSilentIsMissedByNoConditionAnyMore() throws Exception {
        ticks(0, 0);
        operator.processElement1(new StreamRecord<>(
                message(report("pumps", "pump-station", "water", 0, "pumps_available_count", 2)), noonPlus(0)));
        ticks(1, 200);
        operator.processElement1(removalOf("pumps"));
        assertThat(operator.getSideOutput(Readings.FACTS))
                .extracting(StreamRecord::getValue)
                .filteredOn(fact -> fact.rule.equals("water.rain-without-pumps") && fact.source.equals("pumps"))
                .filteredOn(fact -> fact.value == 1 || fact.value == -1)
                .extracting(fact -> fact.value)
                .containsExactly(1.0, -1.0);
    }

    @Test
    void aCheckpointHoldsWhoWasHeardAndForgetsWhoWasRemoved() throws Exception {
        heardAt(0);
        operator.processElement1(new StreamRecord<>(message(camera("gone", 0, 1, 30)), noonPlus(0)));
        operator.snapshot(1, 1);
        heardAt(20);
        operator.processElement1(removalOf("gone"));
        ticks(20, 20);
        OperatorSubtaskState checkpoint = operator.snapshot(2, 2);
        operator.close();

        operator = harness();
        operator.initializeState(checkpoint);
        operator.open();
        ticks(21, 69);
        assertThat(silences()).as("heard at 20 s, so not silent before 70 s").isEmpty();
        ticks(70, 100);
        assertThat(silences()).extracting(sample -> sample.entityId).containsExactly("cam");
    }

    private static StreamRecord<DeviceMessage> removalOf(String deviceId) {
        return new StreamRecord<>(DeviceMessage.registered(DeviceChange.deleted(deviceId)));
    }

    private void heardAt(long second) throws Exception {
        operator.processElement1(new StreamRecord<>(message(camera("cam", second, 1, 30)), noonPlus(second)));
    }

    /** Ticks from one second to the other, each followed by the watermark that it brings. */
    private void ticks(long from, long to) throws Exception {
        for (long second = from; second <= to; second++) {
            operator.processElement2(new StreamRecord<>(Announcement.ofTick(Arrival.tick(noonPlus(second)))));
            Watermark watermark = new Watermark(
                    noonPlus(second) - Timing.DEFAULT.watermarkLag().toMillis() - 1);
            operator.processBothWatermarks(watermark);
        }
    }

    private List<Sample> silences() {
        var output = operator.getSideOutput(Readings.SAMPLES);
        return output == null
                ? List.of()
                : output.stream()
                        .map(StreamRecord::getValue)
                        .filter(sample -> sample.rule.equals("device.silent") && !sample.gone)
                        .toList();
    }

    private List<Presence> presences() {
        var output = operator.getSideOutput(Readings.PRESENCE);
        return output == null
                ? List.of()
                : output.stream().map(StreamRecord::getValue).toList();
    }
}
