package io.cityops.jobs.intake;

import static io.cityops.jobs.ReportFixtures.byGatewayTime;
import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.numbered;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static io.cityops.jobs.ReportFixtures.report;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.Timing;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.streaming.util.ProcessFunctionTestHarnesses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeduplicateTest {
    private KeyedOneInputStreamOperatorTestHarness<String, DeviceReport, DeviceReport> operator;

    @BeforeEach
    void open() throws Exception {
        operator = ProcessFunctionTestHarnesses.forKeyedProcessFunction(
                new Deduplicate(Timing.DEFAULT), report -> report.deviceId, Types.STRING);
    }

    @AfterEach
    void close() throws Exception {
        operator.close();
    }

    @Test
    void aRedeliveredObservationPassesOnce() throws Exception {
        take(numbered(7, camera("cam", 0, 5, 30)));
        take(receivedAt(90, numbered(7, camera("cam", 0, 5, 30))));
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void theSameNumberAtAnotherTimeIsAnotherObservation() throws Exception {
        take(numbered(7, camera("cam", 0, 5, 30)));
        take(numbered(7, camera("cam", 30, 5, 30)));
        assertThat(operator.extractOutputValues()).hasSize(2);
    }

    @Test
    void theSameMomentOfAnotherDeviceIsAnotherObservation() throws Exception {
        take(camera("cam-a", 0, 5, 30));
        take(camera("cam-b", 0, 5, 30));
        assertThat(operator.extractOutputValues()).hasSize(2);
    }

    @Test
    void twoMessagesWithDifferentMeasuresOfOneMomentBothPass() throws Exception {
        take(report("air", "air-station", "environment", 0, "temperature_c", 31));
        take(report("air", "air-station", "environment", 0, "humidity_pct", 70));
        assertThat(operator.extractOutputValues()).hasSize(2);
    }

    @Test
    void withoutATimeOfItsOwnTheNumberTellsARedelivery() throws Exception {
        take(byGatewayTime(numbered(7, camera("cam", 0, 5, 30))));
        take(byGatewayTime(receivedAt(40, numbered(7, camera("cam", 0, 5, 30)))));
        assertThat(operator.extractOutputValues()).hasSize(1);
    }

    @Test
    void aDeviceThatCountsAnewAfterARestartIsNotTakenForARedelivery() throws Exception {
        take(byGatewayTime(numbered(0, camera("cam", 0, 5, 30))));
        take(byGatewayTime(receivedAt(40, numbered(0, camera("cam", 0, 9, 21)))));
        assertThat(operator.extractOutputValues()).hasSize(2);
    }

    @Test
    void withNeitherTimeNorNumberEachDeliveryIsAnObservation() throws Exception {
        take(byGatewayTime(camera("cam", 0, 5, 30)));
        take(byGatewayTime(receivedAt(40, camera("cam", 0, 5, 30))));
        assertThat(operator.extractOutputValues()).hasSize(2);
    }

    @Test
    void manyObservationsAreAllRememberedAndThenAllForgotten() throws Exception {
        for (int second = 0; second < 4_000; second++) {
            take(camera("cam", second, 1, 30));
        }
        for (int second = 0; second < 4_000; second++) {
            take(receivedAt(4_000, camera("cam", second, 1, 30)));
        }
        assertThat(operator.extractOutputValues()).hasSize(4_000);

        operator.processWatermark(noonPlus(4_000 + 4 * 3600));
        assertThat(operator.numKeyedStateEntries()).isZero();
        assertThat(operator.numEventTimeTimers()).isZero();
    }

    private void take(DeviceReport report) throws Exception {
        operator.processElement(report, report.receivedAtMillis);
    }
}
