package io.cityops.jobs.whole;

import static io.cityops.jobs.catalogue.CatalogueFixtures.DRY_PUMPS;
import static io.cityops.jobs.catalogue.CatalogueFixtures.LOW_WATER;
import static io.cityops.jobs.catalogue.CatalogueFixtures.MEAN_LEVEL;
import static io.cityops.jobs.catalogue.CatalogueFixtures.appended;
import static io.cityops.jobs.catalogue.CatalogueFixtures.changed;
import static io.cityops.jobs.catalogue.CatalogueFixtures.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged job between a real broker and a real database. */
class CityJobIT {
    private static final String WARD = "25747";
    private static final String OTHER_WARD = "25750";
    private static final String FLOOD_WARD = "25771";

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** How late the newest record is in event time, how many lie in Kafka, what checkpoints and writing take. */
    private static final List<String> METERS = List.of(
            "flink_taskmanager_job_task_operator_currentEmitEventTimeLag{",
            "flink_taskmanager_job_task_operator_pendingRecords{",
            "flink_jobmanager_job_lastCheckpointDuration ",
            "flink_jobmanager_job_lastCheckpointSize ",
            "flink_taskmanager_job_task_operator_currentSendTime{");

    @TempDir
    static Path directory;

    private static CityServers servers;
    private static JobUnderTest job;
    private static GatewayStandIn gateway;

    @BeforeAll
    static void start() throws Exception {
        servers = new CityServers(directory);
        gateway = new GatewayStandIn(servers.kafka.bootstrap());
        job = new JobUnderTest(servers, directory.resolve("data"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (job != null) {
            job.close();
        }
        if (gateway != null) {
            gateway.close();
        }
        if (servers != null) {
            servers.close();
        }
    }

    @Test
    void aRiverAboveAlarmThreeIsStoredShownAndRaised() throws Exception {
        gateway.register("river", "river-gauge", "water", WARD);
        gauge("river", 1.10); // warms the way
        Eventually.until("the first reading", PATIENCE, () -> readings("river") == 1);

        gauge("river", 1.72);
        Duration alarm = Eventually.until(
                "the alarm",
                PATIENCE,
                () -> servers.number("select count(*) from store.alert where entity_id = 'river' and severity ="
                                + " 'critical' and level = 'báo động III' and state = 'active'")
                        == 1);
        Duration ward = Eventually.until("the ward's level", PATIENCE, () -> newest(WARD, "water.river_level") == 1.72);
        Eventually.until("the city's level", PATIENCE, () -> newest("city", "water.river_level") == 1.72);
        Eventually.until("the reading", PATIENCE, () -> readings("river") == 2);
        Eventually.until(
                "the presence",
                PATIENCE,
                () -> servers.number("select count(*) from store.device_presence where device_id = 'river'") == 1);
        System.out.printf(
                "alarm after %d ms, ward after %d ms, resident %d MiB%n",
                alarm.toMillis(), alarm.plus(ward).toMillis(), job.residentMebibytes());
        assertThat(job.get("/metrics").body())
                .contains("cityops_jobs_alert_transitions_total", "cityops_jobs_rows_written_total");
    }

    @Test
    void rainThenWaterThenSlowTrafficInOneWardIsOneAlarmOfTheWard() throws Exception {
        gateway.register("seq-rain", "rain-gauge", "water", FLOOD_WARD);
        gateway.register("seq-street", "flood-sensor", "water", FLOOD_WARD);
        gateway.register("seq-cam", "traffic-camera", "traffic", FLOOD_WARD);
        send("seq-rain", "rain-gauge", "water", Map.of("rain_mm", 25.0));
        Eventually.until("the rain of the ward", PATIENCE, () -> newest(FLOOD_WARD, "water.rain_1h") == 25.0);
        send("seq-street", "flood-sensor", "water", Map.of("flood_depth_m", 0.2));
        send("seq-cam", "traffic-camera", "traffic", Map.of("vehicle_count", 9.0, "mean_speed_kmh", 6.0));
        Eventually.until(
                "the alarm",
                PATIENCE,
                () -> servers.number(
                                "select count(*) from store.alert where rule = 'water.compound-flood'"
                                        + " and entity_kind = 'area' and entity_id = ? and severity = 'critical'",
                                FLOOD_WARD)
                        == 1);
    }

    private static void send(String id, String type, String sector, Map<String, Double> values) {
        gateway.send(id, type, sector, FLOOD_WARD, System.currentTimeMillis(), -1, values);
    }

    @Test
    void theMetricsPageTellsLagCheckpointsAndTheSinksLatency() throws Exception {
        long now = System.currentTimeMillis();
        gateway.send("noise", "noise-meter", "environment", OTHER_WARD, now, 1, Map.of("laeq_dba", 60.0));
        Eventually.until(
                "the page has all of them",
                PATIENCE,
                () -> METERS.stream().allMatch(job.get("/metrics").body()::contains));
    }

    @Test
    void whatIsRefusedIsKeptOnceAndForeignBytesStopNothing() throws Exception {
        long now = System.currentTimeMillis();
        byte[] payload = "{oops".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        gateway.reject(new Rejection(
                now, "bad", "city/water/bad/telemetry", RejectReason.MALFORMED, "no \0 JSON", payload, 7, false));
        gateway.reject(new Rejection(
                now + 5, "bad", "city/water/bad/telemetry", RejectReason.MALFORMED, "no JSON", payload, 7, true));
        gateway.reject(new Rejection(
                now + 9, "bad", "city/water/bad/telemetry", RejectReason.MALFORMED, "no JSON", payload, 8, false));
        gateway.sendForeignBytes();
        Eventually.until(
                "three rows",
                PATIENCE,
                () -> servers.number("select count(*) from store.rejected where device_id in ('bad', 'who')") == 3);
        assertThat(servers.number("select count(*) from store.rejected where device_id = 'bad' and packet_id = 7"))
                .isEqualTo(1);
        assertThat(servers.number("select count(*) from store.rejected where reason = 'unsupported-format'"))
                .isEqualTo(1);
    }

    @Test
    void aRowThatTheDatabaseRefusesIsSetAsideAndTheRestIsStored() throws Exception {
        long now = System.currentTimeMillis();
        gateway.send("nul\0byte", "river-gauge", "water", OTHER_WARD, now, 1, Map.of("water_level_m", 0.5));
        gateway.send("after-nul", "river-gauge", "water", OTHER_WARD, now, 1, Map.of("water_level_m", 0.5));
        Eventually.until("the good one", PATIENCE, () -> readings("after-nul") == 1);
        Eventually.until(
                "the note of the bad one",
                PATIENCE,
                () -> servers.number("select count(*) from store.rejected where detail like 'refused by the database%'")
                        == 1);
    }

    @Test
    void killedDatabaseAndKilledJobLoseNothingAndDoubleNothing() throws Exception {
        int messages = 6_000;
        int devices = 5;
        for (int device = 0; device < devices; device++) {
            gateway.register("kill-" + device, "traffic-camera", "traffic", "25760");
        }
        long start = System.currentTimeMillis();
        for (int i = 0; i < messages; i++) {
            camera("kill-" + i % devices, start + i * 4L, i);
            if (i == messages / 4) {
                servers.database.kill();
            } else if (i == messages / 2) {
                servers.database.start();
            } else if (i == messages * 3 / 4) {
                job.kill();
                job.start();
            }
            if (i % 10 == 0) {
                Thread.sleep(20);
            }
        }
        String readings =
                "select count(*) from store.reading where device_id like 'kill-%' and measure = 'vehicle_count'";
        Eventually.until("all rows", PATIENCE, () -> servers.number(readings) >= messages);
        assertThat(servers.number(readings)).isEqualTo(messages);

        // One vehicle a message: the flows of the closed minutes must add up to the messages.
        String flow = "select coalesce(sum(value) / 60, 0) from store.indicator"
                + " where indicator = 'traffic.flow' and area = ? and revision > 0 and window_seconds = 60 and window_start >= ?";
        java.time.OffsetDateTime from = Instant.ofEpochMilli(start - 60_000).atOffset(ZoneOffset.UTC);
        Eventually.until("all windows", PATIENCE, () -> servers.number(flow, "25760", from) >= messages - 1e-6);
        assertThat(servers.number(flow, "25760", from)).isCloseTo(messages, within(1e-6));
        // The city has the camera of another test too, if that ran within the minute before.
        Eventually.until(
                "the city's",
                PATIENCE,
                () -> Math.abs(servers.number(flow, "city", from) - servers.number(flow, FLOOD_WARD, from) - messages)
                        < 1e-6);
        assertThat(job.log()).contains("from checkpoint");
        assertThat(job.stop()).as("exit code after SIGTERM").isZero();
        assertThat(job.log()).contains("Stopped with checkpoint");
        job.start();
    }

    @Test
    void aChangeOfTheCatalogueIsAppliedToTheRunningJobAndStaysThroughARestart() throws Exception {
        CatalogueText builtIn = CatalogueText.read(null);
        long thisMinute = System.currentTimeMillis() / 60_000 * 60_000;
        gateway.publish(version(1, thisMinute - 60_000, builtIn));
        intrusions("ids-a", 2);
        CatalogueText bigger = appended(
                appended(
                        changed(
                                builtIn,
                                "rules.yaml",
                                "severity: high, set: 3, clear: 1",
                                "severity: high, set: 2, clear: 1"),
                        "rules.yaml",
                        LOW_WATER + DRY_PUMPS),
                "indicators.yaml",
                MEAN_LEVEL);
        gateway.publish(version(2, thisMinute, bigger));
        Eventually.until("it is taken", PATIENCE, () -> outcome(2, "taken"));
        Eventually.until("the threshold counts", PATIENCE, () -> {
            intrusions("ids-a", 2);
            return alarms("telecom.intrusion", "ids-a") == 1;
        });
        Eventually.until("the new rules and the indicator are there", PATIENCE, () -> {
            gateway.send(
                    "low",
                    "river-gauge",
                    "water",
                    "25768",
                    System.currentTimeMillis(),
                    -1,
                    Map.of("water_level_m", -1.5));
            gateway.send(
                    "dry-pumps",
                    "pump-station",
                    "water",
                    "25768",
                    System.currentTimeMillis(),
                    -1,
                    Map.of("pumps_available_count", 2.0));
            return alarms("water.low", "low") == 1
                    && alarms("water.dry-pumps", "25768") == 1
                    && servers.number("select count(*) from store.indicator where indicator = 'water.mean_level'"
                                    + " and area = '25768' and passport ->> 'catalogue' like '2-%'")
                            >= 1;
        });

        gateway.publish(version(3, thisMinute, changed(bigger, "rules.yaml", "set: -1.0", "set: deep")));
        Eventually.until("it is refused", PATIENCE, () -> outcome(3, "refused"));
        assertThat(servers.number("select count(*) from store.catalogue_outcome where number = 3"
                        + " and detail like '%rules.yaml:%set: ''deep'' is not a number%'"))
                .isEqualTo(1);
        intrusions("ids-b", 2);
        Eventually.until("the one before stays", PATIENCE, () -> alarms("telecom.intrusion", "ids-b") == 1);

        job.kill();
        job.start();
        intrusions("ids-c", 2);
        Eventually.until("it stays through a restart", PATIENCE, () -> alarms("telecom.intrusion", "ids-c") == 1);
    }

    private static void intrusions(String id, double count) {
        gateway.send(
                id,
                "intrusion-sensor",
                "telecom",
                "25756",
                System.currentTimeMillis(),
                -1,
                Map.of("intrusion_severe_count", count));
    }

    private static boolean outcome(int number, String outcome) throws Exception {
        return servers.number(
                        "select count(*) from store.catalogue_outcome where number = ? and outcome = ?",
                        number,
                        outcome)
                == 1;
    }

    private static double alarms(String rule, String device) throws Exception {
        return servers.number("select count(*) from store.alert where rule = ? and entity_id = ?", rule, device);
    }

    private static void gauge(String id, double level) {
        gateway.send(id, "river-gauge", "water", WARD, System.currentTimeMillis(), -1, Map.of("water_level_m", level));
    }

    private static void camera(String id, long observedAt, long seq) {
        gateway.send(
                id,
                "traffic-camera",
                "traffic",
                "25760",
                observedAt,
                seq,
                Map.of("vehicle_count", 1.0, "mean_speed_kmh", 30.0));
    }

    private static double readings(String device) throws Exception {
        return servers.number("select count(*) from store.reading where device_id = ?", device);
    }

    private static double newest(String area, String indicator) throws Exception {
        return servers.number(
                "select value from store.indicator where area = ? and indicator = ? and window_seconds = 60 order by window_start desc limit 1",
                area,
                indicator);
    }
}
