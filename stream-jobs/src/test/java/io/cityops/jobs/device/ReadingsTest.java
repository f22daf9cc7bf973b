package io.cityops.jobs.device;

import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.byGatewayTime;
import static io.cityops.jobs.ReportFixtures.camera;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.numbered;
import static io.cityops.jobs.ReportFixtures.receivedAt;
import static io.cityops.jobs.ReportFixtures.report;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.Timing;
import io.cityops.jobs.indicator.AreaFigure;
import io.cityops.jobs.indicator.CityFigures;
import io.cityops.jobs.intake.DeviceChange;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.MaintenanceWindow;
import io.cityops.model.telemetry.Quality;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadingsTest {
    private static final int HOUR = 3600;

    private CityFigures city;

    @BeforeEach
    void open() throws Exception {
        city = new CityFigures(CityCatalogue.BUILT_IN, Timing.DEFAULT);
    }

    @AfterEach
    void close() throws Exception {
        city.close();
    }

    @Test
    void aRedeliveredObservationPassesOnce() throws Exception {
        take(numbered(7, camera("cam", 0, 5, 30)));
        take(receivedAt(90, numbered(7, camera("cam", 0, 5, 30))));
        assertThat(city.stored()).hasSize(1);
    }

    @Test
    void theSameNumberAtAnotherTimeIsAnotherObservation() throws Exception {
        take(numbered(7, camera("cam", 0, 5, 30)));
        take(numbered(7, camera("cam", 30, 5, 30)));
        assertThat(city.stored()).hasSize(2);
    }

    @Test
    void theSameMomentOfAnotherDeviceIsAnotherObservation() throws Exception {
        take(camera("cam-a", 0, 5, 30));
        take(camera("cam-b", 0, 5, 30));
        assertThat(city.stored()).hasSize(2);
    }

    @Test
    void twoMessagesWithDifferentMeasuresOfOneMomentBothPass() throws Exception {
        take(report("air", "air-station", "environment", 0, "temperature_c", 31));
        take(report("air", "air-station", "environment", 0, "humidity_pct", 70));
        assertThat(city.stored()).hasSize(2);
    }

    @Test
    void withoutATimeOfItsOwnTheNumberTellsARedelivery() throws Exception {
        take(byGatewayTime(numbered(7, camera("cam", 0, 5, 30))));
        take(byGatewayTime(receivedAt(40, numbered(7, camera("cam", 0, 5, 30)))));
        assertThat(city.stored()).hasSize(1);
    }

    @Test
    void aDeviceThatCountsAnewAfterARestartIsNotTakenForARedelivery() throws Exception {
        take(byGatewayTime(numbered(0, camera("cam", 0, 5, 30))));
        take(byGatewayTime(receivedAt(40, numbered(0, camera("cam", 0, 9, 21)))));
        assertThat(city.stored()).hasSize(2);
    }

    @Test
    void withNeitherTimeNorNumberEachDeliveryIsAnObservation() throws Exception {
        take(byGatewayTime(camera("cam", 0, 5, 30)));
        take(byGatewayTime(receivedAt(40, camera("cam", 0, 5, 30))));
        assertThat(city.stored()).hasSize(2);
    }

    @Test
    void manyObservationsAreAllRemembered() throws Exception {
        for (int second = 0; second < 4_000; second++) {
            take(camera("cam", second, 1, 30));
        }
        for (int second = 0; second < 4_000; second++) {
            take(receivedAt(4_000, camera("cam", second, 1, 30)));
        }
        assertThat(city.stored()).hasSize(4_000);
    }

    @Test
    void aCopyThatComesAfterAQuarterOfAnHourAndACheckpointIsStillKnown() throws Exception {
        take(numbered(7, camera("cam", 0, 5, 30)));
        take(numbered(8, camera("cam", 1_000, 5, 30)));
        city.readings.snapshot(1, 1);
        take(receivedAt(2_000, numbered(7, camera("cam", 0, 5, 30))));
        assertThat(city.stored()).hasSize(2);
    }

    @Test
    void carbonMonoxideThatIsZeroForFifteenDaysIsStuckFromTheSecondDayOnAndCountsNoMore() throws Exception {
        for (int hour = 0; hour < 366; hour++) {
            take(hourly(report(
                    "air", "air-station", "environment", hour * HOUR, "co_ugm3", 0, "pm25_ugm3", 20 + hour % 7)));
        }
        List<DeviceReport> stored = city.stored();
        assertThat(stored).hasSize(366);
        assertThat(stored)
                .filteredOn(r -> Quality.has(r.qualityOf(0), Quality.STUCK))
                .hasSize(366 - 26);
        assertThat(stored).as("its dust is alive").noneMatch(r -> Quality.has(r.qualityOf(1), Quality.STUCK));
    }

    @Test
    void aStuckGaugeStandsBehindNoFigureAndThePassportSaysWhy() throws Exception {
        for (int minute = 0; minute <= 7 * 60; minute++) {
            take(gauge("stuck", minute * 60 + 5, 1.31));
            take(gauge("alive", minute * 60 + 6, 0.2 + 0.01 * (minute % 50)));
            if (minute % 30 == 0) {
                city.streamReaches(noonPlus(minute * 60 + 20));
            }
        }
        city.streamReaches(noonPlus(7 * HOUR + 71));
        AreaFigure last = minutesOf("water.river_level").getLast();
        assertThat(last.value).isLessThan(1);
        assertThat(last.reporting).isEqualTo(1);
        assertThat(last.stuck).isEqualTo(1);
        assertThat(last.excluded()).isEqualTo(1);
    }

    @Test
    void whatIsBeingWorkedOnStandsBehindNoFigureAndThePassportSaysSo() throws Exception {
        MaintenanceWindow window = new MaintenanceWindow(
                noonPlus(60),
                noonPlus(120),
                MaintenanceWindow.Repeats.ONCE,
                MaintenanceWindow.FOR_EVER,
                ZoneOffset.UTC);
        city.register(registered("alive", List.of()));
        city.register(registered("worked-on", List.of(window)));
        city.register(registered("dead", List.of(window)));
        for (int minute = 0; minute < 3; minute++) {
            take(gauge("alive", minute * 60 + 5, 1.0));
            take(gauge("worked-on", minute * 60 + 6, 2.0));
        }
        city.streamReaches(noonPlus(200));
        List<AreaFigure> minutes = minutesOfTheWard();
        assertThat(minutes).extracting(figure -> figure.value).containsExactly(2.0, 1.0, 2.0);
        assertThat(minutes).extracting(figure -> figure.expected).containsExactly(3, 3, 3);
        assertThat(minutes).extracting(figure -> figure.reporting).containsExactly(2, 1, 2);
        assertThat(minutes).extracting(figure -> figure.maintenance).containsExactly(0, 2, 0);
        assertThat(minutes).extracting(AreaFigure::silent).containsExactly(1, 0, 1);
        assertThat(minutes).extracting(AreaFigure::excluded).containsExactly(1, 2, 1);
        assertThat(city.stored())
                .filteredOn(report -> Quality.has(report.qualityOf(0), Quality.MAINTENANCE))
                .extracting(report -> report.deviceId, report -> report.observedAtMillis)
                .containsExactly(tuple("worked-on", noonPlus(66)));
    }

    @Test
    void maintenanceThatWasGivenUpBeforeItsTimeChangesNothing() throws Exception {
        MaintenanceWindow planned = new MaintenanceWindow(
                noonPlus(60),
                noonPlus(120),
                MaintenanceWindow.Repeats.ONCE,
                MaintenanceWindow.FOR_EVER,
                ZoneOffset.UTC);
        city.register(registered("river", List.of(planned)));
        take(gauge("river", 5, 1.0));
        city.register(registered("river", List.of()));
        take(gauge("river", 65, 2.0));
        city.streamReaches(noonPlus(200));
        assertThat(minutesOfTheWard()).extracting(figure -> figure.value).containsExactly(1.0, 2.0);
    }

    private List<AreaFigure> minutesOfTheWard() {
        return minutesOf("water.river_level").stream()
                .filter(figure -> figure.area.equals(WARD))
                .toList();
    }

    private static DeviceChange registered(String id, List<MaintenanceWindow> maintenance) {
        return DeviceChange.of(
                new Device(id, "river-gauge", "water", WARD, Double.NaN, Double.NaN, 60_000, true, null, maintenance));
    }

    @Test
    void anImprobableValueIsStoredWithAFlagAndMovesNoFigure() throws Exception {
        take(gauge("river", 5, 1.2));
        take(gauge("river", 35, 7.9));
        city.streamReaches(noonPlus(71));
        assertThat(city.stored())
                .extracting(r -> Quality.has(r.qualityOf(0), Quality.SUSPICIOUS))
                .containsExactly(false, true);
        assertThat(minutesOf("water.river_level").getLast().value).isEqualTo(1.2);
        assertThat(minutesOf("water.river_level").getLast().suspicious).isEqualTo(1);
    }

    @Test
    void aJumpIsFlaggedAndBelieved() throws Exception {
        take(gauge("river", 5, 0.2));
        take(gauge("river", 35, 1.9));
        city.streamReaches(noonPlus(71));
        assertThat(Quality.has(city.stored().get(1).qualityOf(0), Quality.JUMP)).isTrue();
        assertThat(minutesOf("water.river_level").getLast().value).isEqualTo(1.9);
    }

    @Test
    void theFirstReadingAfterASilenceIsFlaggedAsAfterAGap() throws Exception {
        take(gauge("river", 0, 0.2));
        take(gauge("river", 60, 0.21));
        take(gauge("river", 300, 0.22));
        assertThat(city.stored())
                .extracting(r -> Quality.has(r.quality, Quality.GAP))
                .containsExactly(false, false, true);
    }

    @Test
    void aClockThatIsConstantlyOffIsRecognisedAndABacklogIsNot() throws Exception {
        for (int minute = 0; minute < 30; minute++) {
            take(receivedAt(minute * 60 + 120, gauge("slow", minute * 60, 0.2)));
        }
        for (int minute = 0; minute < 30; minute++) {
            take(receivedAt(1_800 + minute, gauge("backlog", minute * 60, 0.2)));
        }
        assertThat(city.stored())
                .filteredOn(r -> Quality.has(r.quality, Quality.CLOCK_SKEW))
                .hasSizeGreaterThan(5)
                .allMatch(r -> r.deviceId.equals("slow"));
    }

    @Test
    void aSecondReadingOfTheSameMomentWithAnotherNumberIsFlagged() throws Exception {
        take(numbered(1, gauge("river", 0, 0.2)));
        take(numbered(2, gauge("river", 0, 0.3)));
        assertThat(city.stored())
                .extracting(r -> Quality.has(r.quality, Quality.DUPLICATE))
                .containsExactly(false, true);
    }

    @Test
    void aReadingOfTheDayBeforeYesterdayIsStoredAndNotedAsTooOld() throws Exception {
        take(receivedAt(49 * HOUR, gauge("river", 0, 0.2)));
        assertThat(city.stored())
                .singleElement()
                .satisfies(r -> assertThat(Quality.has(r.quality, Quality.BEYOND_CORRECTION))
                        .isTrue());
        assertThat(city.tooOld()).singleElement().satisfies(row -> {
            assertThat(row.reason).isEqualTo("too-old");
            assertThat(row.deviceId).isEqualTo("river");
        });
    }

    private static DeviceReport hourly(DeviceReport report) {
        report.expectedIntervalMillis = HOUR * 1000L;
        return report;
    }

    private List<AreaFigure> minutesOf(String indicator) {
        return city.all().stream()
                .filter(figure -> figure.indicator.equals(indicator) && figure.windowSeconds == 60)
                .filter(figure -> figure.kind == AreaFigure.Kind.FINAL)
                .toList();
    }

    private void take(DeviceReport report) throws Exception {
        city.take(report);
    }
}
