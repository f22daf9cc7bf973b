package io.cityops.jobs.rehearse;

import static io.cityops.jobs.ReportFixtures.NOON;
import static io.cityops.jobs.ReportFixtures.WARD;
import static io.cityops.jobs.ReportFixtures.gauge;
import static io.cityops.jobs.ReportFixtures.message;
import static io.cityops.jobs.ReportFixtures.noonPlus;
import static io.cityops.jobs.ReportFixtures.rain;
import static io.cityops.jobs.catalogue.CatalogueFixtures.FAST_RISE;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.CityCatalogue;
import io.cityops.jobs.alarm.History;
import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.store.RecordedDevice;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The production operators in one line, over made-up hours. */
class RehearsalTest {
    private static final int HOURS = 3;

    @TempDir
    Path directory;

    @Test
    void delaysEndBetweenTheReportsWhereTheyEndedLive() throws Exception {
        // Street flood: on-delay of 30 s, off-delay of three.
        List<RaisedAlarm> raised = rehearse(
                "water.street-flood",
                flood(10, 0.05),
                flood(70, 0.15), // 20 s beyond: too short
                flood(90, 0.05),
                flood(200, 0.15), // from here on
                flood(400, 0.15),
                flood(500, 0.05),
                flood(900, 0.05));
        assertThat(raised).hasSize(1);
        assertThat(raised.getFirst().openedAt).isEqualTo(NOON.plusSeconds(230));
        assertThat(raised.getFirst().clearedAt).isEqualTo(NOON.plusSeconds(680));
        assertThat(raised.getFirst().severity).isEqualTo("medium");
    }

    @Test
    void aDeviceThatFallsSilentIsNoticedWhenItIsDueAndOneThatTheGatewayCouldNotHearIsNot() throws Exception {
        List<DeviceReport> reports = new ArrayList<>();
        for (int second = 0; second < 1_800; second += 60) {
            for (int i = 0; i < 5; i++) {
                boolean silent = i == 0 && second > 300 && second < 900;
                boolean gatewayAway = second > 1_000 && second < 1_500;
                if (!silent && !gatewayAway) {
                    reports.add(gauge("gauge-" + i, second + i, 1));
                }
            }
        }
        List<RaisedAlarm> raised = rehearse("device.silent", reports.toArray(DeviceReport[]::new));
        assertThat(raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.entityId).isEqualTo("gauge-0");
            assertThat(alarm.openedAt).isEqualTo(NOON.plusSeconds(300 + 95).plusMillis(200));
            assertThat(alarm.clearedAt).isEqualTo(NOON.plusSeconds(900).plusMillis(200));
        });
    }

    @Test
    void anIndicatorOfAnAreaIsJudgedAsItGrows() throws Exception {
        List<DeviceReport> reports = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            reports.add(rain("rain", minute * 60L + 30, minute < 20 ? 0 : 1));
        }
        List<RaisedAlarm> raised = rehearse("water.heavy-rain", reports.toArray(DeviceReport[]::new));
        // 28 mm in an hour, so with the 28th millimetre; its ward and the city.
        assertThat(raised).extracting(alarm -> alarm.entityId).contains(WARD);
        assertThat(raised)
                .allSatisfy(alarm -> assertThat(alarm.openedAt)
                        .isBetween(NOON.plusSeconds(47 * 60 + 30), NOON.plusSeconds(47 * 60 + 34)));
    }

    @Test
    void whatIsUnusualIsNoticedByADetectorThatHasLearnedFromBefore() throws Exception {
        List<DeviceReport> reports = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            reports.add(load(minute * 60L, minute < 30 ? 50 + minute % 3 : 95 + minute % 3));
        }
        List<RaisedAlarm> raised =
                rehearse("energy.load-unusual", BETWEEN_50_AND_52, reports.toArray(DeviceReport[]::new));
        assertThat(raised).singleElement().satisfies(alarm -> {
            assertThat(alarm.entityId).isEqualTo("feeder");
            // With the first value after the step of five minutes in which it rose.
            assertThat(alarm.openedAt).isEqualTo(NOON.plusSeconds(35 * 60));
            assertThat(alarm.message).contains("above its usual level");
        });
        assertThat(rehearse("energy.load-unusual", History.NONE, reports.toArray(DeviceReport[]::new)))
                .as("who has learned nothing says nothing")
                .isEmpty();
    }

    @Test
    void aRuleOnARateOfChangeIsRehearsedAsItRuns() throws Exception {
        List<DeviceReport> reports = new ArrayList<>();
        for (int minute = 0; minute < 60; minute++) {
            reports.add(gauge("river", minute * 60L, 0.2 + 0.05 * Math.clamp(minute - 20, 0, 10)));
        }
        List<RaisedAlarm> raised = rehearse(
                appended(CatalogueText.read(null), "rules.yaml", FAST_RISE),
                "water.fast-rise",
                History.NONE,
                reports.toArray(DeviceReport[]::new));
        assertThat(raised).singleElement().satisfies(alarm -> {
            // 0.05 m a minute from the 20th on: 0.3 m with the 26th, 0.5 m with the 30th, which is the last.
            assertThat(alarm.openedAt).isEqualTo(NOON.plusSeconds(26 * 60));
            assertThat(alarm.severity).isEqualTo("high");
            assertThat(alarm.clearedAt).isBetween(NOON.plusSeconds(45 * 60), NOON.plusSeconds(48 * 60));
        });
    }

    private static final History BETWEEN_50_AND_52 = (device, measure, from, before, step) -> {
        int steps = (int) ((before - from) / step);
        long[] at = new long[steps];
        double[] means = new double[steps];
        for (int i = 0; i < steps; i++) {
            at[i] = from + i * step;
            means[i] = 50 + i % 3;
        }
        return new History.Past(at, means);
    };

    private static DeviceReport load(long second, double loadPct) {
        DeviceReport report = gauge("feeder", second, 0);
        report.deviceType = "feeder-meter";
        report.sector = "energy";
        report.measures = new String[] {"feeder_load_pct"};
        report.values = new double[] {loadPct};
        report.receivedAtMillis = report.observedAtMillis;
        return report;
    }

    private static DeviceReport flood(long second, double depthM) {
        DeviceReport report = gauge("flood", second, 0);
        report.deviceType = "flood-sensor";
        report.measures = new String[] {"flood_depth_m"};
        report.values = new double[] {depthM};
        report.receivedAtMillis = report.observedAtMillis;
        return report;
    }

    private List<RaisedAlarm> rehearse(String rule, DeviceReport... reports) throws Exception {
        return rehearse(rule, History.NONE, reports);
    }

    private List<RaisedAlarm> rehearse(String rule, History history, DeviceReport... reports) throws Exception {
        return rehearse(CatalogueText.read(null), rule, history, reports);
    }

    private List<RaisedAlarm> rehearse(CatalogueText city, String rule, History history, DeviceReport... reports)
            throws Exception {
        Path catalogue = Files.createTempDirectory(directory, "catalogue");
        RuleText.withRules(city, Objects.requireNonNull(RuleText.ruleOf(city, rule)))
                .writeTo(catalogue);
        Map<String, RecordedDevice> devices = new TreeMap<>();
        List<Arrival> messages = new ArrayList<>();
        for (DeviceReport report : reports) {
            devices.put(
                    report.deviceId,
                    new RecordedDevice(
                            report.deviceId,
                            report.deviceType,
                            report.sector,
                            report.area,
                            report.expectedIntervalMillis,
                            true));
            messages.add(Arrival.message(message(report)));
        }
        Instant until = NOON.plusSeconds(HOURS * 3_600);
        Rehearsal rehearsal = Rehearsal.of(new CityCatalogue(catalogue.toString()), NOON, until);
        RehearsedAlarms alarms = new RehearsedAlarms(NOON.toEpochMilli(), until.toEpochMilli());
        rehearsal.feed(
                new RecordedArrivals(
                        messages.stream()
                                .map(arrival -> Objects.requireNonNull(arrival.message))
                                .toList(),
                        Rehearsal.awayMillis(devices),
                        noonPlus(0),
                        noonPlus(3_700)),
                devices,
                history,
                ProductionLine.Outage.NONE,
                alarms::take);
        return alarms.raised();
    }
}
