package io.cityops.jobs.device;

import static io.cityops.jobs.ReportFixtures.counting;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.intake.RejectedRow;
import io.cityops.model.telemetry.Quality;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.junit.jupiter.api.Test;

class IncrementsTest {
    private final Increments increments = new Increments(new UnregisteredMetricsGroup());
    private final DeviceRecord device = new DeviceRecord();
    private final List<DeviceReport> counted = new ArrayList<>();
    private final List<RejectedRow> refused = new ArrayList<>();

    @Test
    void firstCountSaysNothingAndEachOtherHowMuchItGrew() {
        take(counting("cam", 0, "line", 100));
        take(counting("cam", 30, "line", 110));
        take(counting("cam", 60, "line", 125));
        take(counting("cam", 90, "line", 125));
        assertThat(vehicles()).containsExactly(Double.NaN, 10.0, 15.0, 0.0);
    }

    @Test
    void resetCountsWhatCameSinceAndIsMarked() {
        take(counting("cam", 0, "line", 500));
        take(counting("cam", 30, "line", 7));
        assertThat(vehicles()).containsExactly(Double.NaN, 7.0);
        assertThat(Quality.has(counted.getLast().quality, Quality.AFTER_RESET)).isTrue();
    }

    @Test
    void counterThatWrapsLosesNothing() {
        take(counting("cam", 0, "line", 65_530));
        take(counting("cam", 30, "line", 4));
        assertThat(vehicles()).containsExactly(Double.NaN, 10.0);
        assertThat(counted.getLast().quality).isZero();
    }

    @Test
    void linesOfACameraAreCountersOfTheirOwnAndAddUp() {
        take(counting("cam", 0, "north", 10, "south", 1_000));
        take(counting("cam", 30, "north", 14, "south", 1_006));
        assertThat(vehicles()).containsExactly(Double.NaN, 10.0);
    }

    @Test
    void twoCountsOfOneMomentAreTwoReadings() {
        take(counting("cam", 0, "north", 10));
        take(counting("cam", 0, "south", 20));
        take(counting("cam", 30, "north", 11));
        take(counting("cam", 30, "south", 22));
        assertThat(vehicles()).containsExactly(Double.NaN, Double.NaN, 1.0, 2.0);
        assertThat(counted.stream().map(report -> report.seq))
                .doesNotHaveDuplicates()
                .allSatisfy(seq -> assertThat(seq).isNotNegative());
    }

    @Test
    void olderCountIsHeldInTheNewerOne() {
        take(counting("cam", 0, "line", 100));
        take(counting("cam", 60, "line", 130));
        take(counting("cam", 30, "line", 110));
        take(counting("cam", 90, "line", 135));
        assertThat(vehicles()).containsExactly(Double.NaN, 30.0, Double.NaN, 5.0);
    }

    @Test
    void afterALongGapCountingBeginsAnew() {
        take(counting("cam", 0, "line", 100));
        take(counting("cam", 901, "line", 4_000));
        take(counting("cam", 930, "line", 4_003));
        assertThat(vehicles()).containsExactly(Double.NaN, Double.NaN, 3.0);
    }

    @Test
    void incrementThatNoCameraCountsIsRefusedWithItsReason() {
        take(counting("cam", 0, "line", 1));
        take(counting("cam", 30, "line", 60_000));
        take(counting("cam", 60, "line", 60_002));
        assertThat(vehicles()).containsExactly(Double.NaN, Double.NaN, 2.0);
        assertThat(refused).singleElement().satisfies(row -> {
            assertThat(row.reason).isEqualTo("out-of-range");
            assertThat(row.detail).contains("from 1.0 to 60000.0");
        });
    }

    @Test
    void memoryOfADeviceWithEndlessCountersIsBounded() {
        for (int i = 0; i < 1_000; i++) {
            take(counting("cam", i, "object " + i, i));
        }
        assertThat(device.counters).hasSizeLessThan(300);
    }

    private List<Double> vehicles() {
        return counted.stream().map(report -> report.value("vehicle_count")).toList();
    }

    private void take(DeviceReport report) {
        increments.count(report, device, refused::add);
        counted.add(report);
    }
}
