package io.cityops.jobs.whole;

import static io.cityops.jobs.ReportFixtures.WARD;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cityops.jobs.catalogue.CatalogueFixtures;
import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.rehearse.RehearseRule;
import io.cityops.jobs.store.Database;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal over what a city's job has stored, beside the alarms that the same job gave meanwhile. */
class RehearsalIT {

    private static final String RULES = """
            rules:
              - id: water.high
                sector: water
                kind: measure
                input: water_level_m
                name: {vi: Nước cao, en: High water}
                levels:
                  - {severity: medium, set: 1.4, clear: 1.3, name: {vi: một, en: one}}
                  - {severity: high, set: 1.6, clear: 1.5, name: {vi: hai, en: two}}
                on_delay: 1s
                off_delay: 1s
                message: {vi: "{value}", en: "{value}"}
                response: {vi: Xem, en: Look}
              - id: water.high-for-long
                sector: water
                kind: measure
                input: water_level_m
                name: {vi: Nước cao lâu, en: High for long}
                levels:
                  - {severity: low, set: 1.4, clear: 1.3, name: {vi: cao, en: high}}
                on_delay: 4500ms
                message: {vi: "{value}", en: "{value}"}
                response: {vi: Xem, en: Look}
              - id: water.rising
                sector: water
                kind: measure
                input: water_level_m
                change: 12s
                name: {vi: Nước dâng, en: Water rises}
                levels:
                  - {severity: low, set: 0.55, clear: 0.25, name: {vi: dâng, en: rising}}
                off_delay: 1s
                message: {vi: "{value}", en: "{value}"}
                response: {vi: Xem, en: Look}
              - id: water.two-gauges
                sector: water
                kind: condition
                areas: innermost
                name: {vi: Hai trạm cao, en: Two gauges high}
                when:
                  all:
                    - {measure: water_level_m, set: 1.4, clear: 1.3, devices: 2, known: 7s}
                    - not: {silent: flood-sensor}
                levels:
                  - {severity: critical, name: {vi: hai trạm, en: two gauges}}
                message: {vi: "hai trạm", en: "two gauges"}
                response: {vi: Xem, en: Look}
              - id: water.silent
                sector: water
                kind: silence
                device_types: [river-gauge]
                name: {vi: Mất tín hiệu, en: Silent}
                levels:
                  - {severity: low, name: {vi: mất, en: silent}}
                message: {vi: mất, en: silent}
                response: {vi: Xem, en: Look}
            """;

    /** Only for what is far too high. */
    private static final String SHADOW = """
            rules:
              - id: water.high
                version: 2
                sector: water
                kind: measure
                input: water_level_m
                name: {vi: Nước cao, en: High water}
                levels:
                  - {severity: high, set: 1.65, clear: 1.5, name: {vi: cao, en: high}}
                message: {vi: "{value}", en: "{value}"}
                response: {vi: Xem, en: Look}
            """;

    private static final int STEPS = 13;
    private static final long STEP_MILLIS = 3_000;
    private static final long SECOND_MILLIS = 1_000;

    /**
     * In decimetres, a step after the other; 0: the gauge says nothing. None begins three times in a minute: the database would hold
     * it as chattering, and not write what the job says of it.
     */
    private static final int[][] LEVELS = {
        {10, 15, 15, 10, 10, 17, 17, 17, 15, 15, 10, 10, 10},
        {10, 10, 15, 15, 15, 10, 15, 10, 10, 10, 10, 10, 10},
        {10, 10, 10, 0, 0, 0, 0, 0, 0, 10, 10, 10, 10},
        {10, 10, 16, 16, 15, 15, 15, 10, 17, 10, 10, 10, 10}
    };

    @TempDir
    Path directory;

    @Test
    void aRehearsalRaisesAndClearsExactlyWhatTheRunningJobDid() throws Exception {
        CatalogueText text = RuleText.withRules(CatalogueText.read(null), RULES);
        Path folder = directory.resolve("catalogue");
        text.writeTo(folder);
        try (CityServers servers = new CityServers(directory);
                JobUnderTest job = new JobUnderTest(servers, directory.resolve("data"));
                GatewayStandIn gateway = new GatewayStandIn(servers.kafka.bootstrap(), false)) {
            register(servers);
            gateway.publish(CatalogueFixtures.version(
                    1, Instant.now().toEpochMilli(), RuleText.withShadow(text, "water.high", SHADOW)));
            Eventually.until(
                    "the job has the rules",
                    Duration.ofSeconds(30),
                    () -> servers.number("select count(*) from store.catalogue_outcome where outcome = 'taken'") == 1);
            long begun = Instant.now()
                    .truncatedTo(ChronoUnit.MINUTES)
                    .minus(Duration.ofMinutes(10))
                    .toEpochMilli();
            live(servers, job, gateway, begun);
            Instant from = Instant.ofEpochMilli(begun);
            Instant until = from.plusMillis(STEPS * STEP_MILLIS);
            Eventually.until(
                    "the last alarm is told",
                    Duration.ofSeconds(30),
                    () -> servers.number("select count(*) from store.alert_event where actor = 'jobs'"
                                    + " and action = 'cleared' and at > to_timestamp(" + (until.getEpochSecond() - 13)
                                    + ")")
                            >= 2);

            assertThat(servers.number("select count(distinct entity_id) from cityops.shadow_transition"
                            + " where rule = 'water.high' and version = 2 and action = 'raised' and severity = 'high'"))
                    .as("what the shadow raised: of two gauges")
                    .isEqualTo(2);
            assertThat(servers.number("select count(*) from store.alert where rule like '%~%' or rule_version = 2"))
                    .as("nobody's alarm")
                    .isZero();

            Result rehearsed = rehearse(servers, folder, from, until);
            System.out.println(rehearsed.err);
            assertThat(rehearsed.code).isZero();
            TreeSet<String> live = transitions(servers, until);
            assertThat(transitions(rehearsed.out)).isEqualTo(live);
            assertThat(live.stream().map(each -> each.substring(0, each.indexOf(' '))))
                    .as("each kind of rule has said something")
                    .contains("water.high", "water.high-for-long", "water.rising", "water.two-gauges", "water.silent");
            assertThat(rehearsed.out).contains("\"only_here\":[],\"only_live\":[]");
            assertThat(rehearsed.out).contains("\"reports\":" + reports());
        }
    }

    private static int reports() {
        int reports = STEPS;
        for (int[] gauge : LEVELS) {
            for (int level : gauge) {
                reports += level == 0 ? 0 : 1;
            }
        }
        return reports;
    }

    private static void register(CityServers servers) throws Exception {
        try (Connection owner = servers.connect();
                Statement statement = owner.createStatement()) {
            for (int i = 0; i < LEVELS.length; i++) {
                statement.execute("insert into store.device (id, type, sector, area, expected_interval) values ('gauge-"
                        + i + "', 'river-gauge', 'water', '" + WARD + "', '3 s')");
            }
            statement.execute("insert into store.device (id, type, sector, area, expected_interval)"
                    + " values ('flood', 'flood-sensor', 'water', '" + WARD + "', '3 s')");
        }
    }

    /** Minute by minute as the gateway would have sent it, each message after what the one before has led to. */
    private static void live(CityServers servers, JobUnderTest job, GatewayStandIn gateway, long begunMillis)
            throws Exception {
        int sent = 0;
        for (int step = 0; step < STEPS; step++) {
            long at = begunMillis + step * STEP_MILLIS + 300;
            for (int i = 0; i < LEVELS.length; i++) {
                if (LEVELS[i][step] != 0) {
                    gateway.send(
                            report("gauge-" + i, "river-gauge", "water_level_m", LEVELS[i][step] / 10.0, at + i * 50));
                    awaitStored(servers, ++sent);
                }
            }
            gateway.send(report("flood", "flood-sensor", "flood_depth_m", 0, at + 400));
            awaitStored(servers, ++sent);
            for (long tick = at - 300 + SECOND_MILLIS; tick <= at - 300 + STEP_MILLIS; tick += SECOND_MILLIS) {
                gateway.tick(tick);
                job.untilStreamReaches(tick);
            }
        }
    }

    private static void awaitStored(CityServers servers, int reports) throws Exception {
        Eventually.until(
                "the report is stored",
                Duration.ofSeconds(30),
                () -> servers.number("select count(*) from store.report") == reports);
    }

    private static DeviceReport report(String id, String type, String measure, double value, long atMillis) {
        DeviceReport report = new DeviceReport();
        report.deviceId = id;
        report.deviceType = type;
        report.sector = "water";
        report.area = WARD;
        report.expectedIntervalMillis = 3_000;
        report.observedAtMillis = atMillis;
        report.receivedAtMillis = atMillis;
        report.measures = new String[] {measure};
        report.values = new double[] {value};
        return report;
    }

    private record Result(int code, String out, String err) {}

    private static Result rehearse(CityServers servers, Path folder, Instant from, Instant until) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Database reader = new Database(
                servers.database.jdbcUrl(),
                DatabaseRole.READER.roleName(),
                servers.database.password(DatabaseRole.READER));
        int code = new RehearseRule(
                        reader,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.systemUTC())
                .run(List.of(folder.toString(), from.toString(), until.toString(), "--json"));
        return new Result(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** As the job told them: rule, entity, moment, and whether it was raised or cleared. */
    private static TreeSet<String> transitions(CityServers servers, Instant until) throws Exception {
        TreeSet<String> all = new TreeSet<>();
        try (Connection owner = servers.connect();
                Statement statement = owner.createStatement();
                ResultSet row = statement.executeQuery("""
                        select a.rule, a.entity_id, case e.action when 'cleared' then 'cleared' else 'raised' end, e.at
                        from store.alert_event e join store.alert a on a.id = e.alert_id
                        where e.actor = 'jobs' and e.action in ('raised', 'returned', 'cleared')""")) {
            while (row.next()) {
                Instant at = row.getTimestamp(4).toInstant();
                if (at.isBefore(until)) {
                    all.add("%s %s %s %s".formatted(row.getString(1), row.getString(2), row.getString(3), at));
                }
            }
        }
        return all;
    }

    /** The same of a report. */
    private static TreeSet<String> transitions(String report) throws IOException {
        TreeSet<String> all = new TreeSet<>();
        String alarms = report.substring(report.indexOf("\"alarms\":[{") + "\"alarms\":".length(), report.length() - 2);
        try (JsonParser json = new JsonFactory().createParser(alarms)) {
            List<String> fields = new ArrayList<>();
            for (JsonToken token = json.nextToken(); token != null; token = json.nextToken()) {
                if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NULL) {
                    fields.add(String.valueOf(json.getValueAsString()));
                } else if (token == JsonToken.END_OBJECT) {
                    // rule, entity_kind, entity_id, area, severity, opened_at, cleared_at, message
                    all.add("%s %s raised %s".formatted(fields.get(0), fields.get(2), fields.get(5)));
                    if (!fields.get(6).equals("null")) {
                        all.add("%s %s cleared %s".formatted(fields.get(0), fields.get(2), fields.get(6)));
                    }
                    fields.clear();
                }
            }
        }
        return all;
    }
}
