package io.cityops.jobs.whole;

import static io.cityops.jobs.ReportFixtures.OTHER_WARD;
import static io.cityops.jobs.ReportFixtures.WARD;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.rehearse.RehearseRule;
import io.cityops.jobs.store.Database;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A rehearsal over a drill that was played into the city, through the packaged job and a real database, and is over. */
class RehearsedDrillIT {
    private static final String TWIN = "drill-d1-gauge";
    private static final int STEP_SECONDS = 30;

    @TempDir
    Path directory;

    private final Instant begun = Instant.now().truncatedTo(ChronoUnit.MINUTES).minus(Duration.ofMinutes(30));

    @Test
    void whatADrillPlayedIsCaughtOrMissedByARuleThatIsRehearsedLater() throws Exception {
        CatalogueText city = CatalogueText.read(null);
        Path folder = directory.resolve("catalogue");
        RuleText.withRules(city, Objects.requireNonNull(RuleText.ruleOf(city, "water.river-alarm")))
                .writeTo(folder);
        try (CityServers servers = new CityServers(directory);
                JobUnderTest job = new JobUnderTest(servers, directory.resolve("data"));
                GatewayStandIn gateway = new GatewayStandIn(servers.kafka.bootstrap(), false)) {
            play(servers, job, gateway);
            assertThat(servers.number("select count(*) from cityops.device where drill is not null"))
                    .as("the twins are gone")
                    .isZero();

            String report = rehearse(servers, folder, "--json");
            assertThat(report).as("a drill's alarm falls on no desk").contains("\"alarm_count\":0");
            assertThat(report)
                    .contains("\"incident_count\":2,\"caught\":1,\"missed\":1")
                    .contains("\"kind\":\"drill\",\"drill\":\"d1\",\"label\":\"tide\","
                            + "\"what\":{\"vi\":\"Triều tide\",\"en\":\"Tide tide\"},\"areas\":[\"" + WARD + "\"]")
                    .containsPattern("\"opened_at\":\"" + begun.plusSeconds(60)
                            + "\",\"caught\":true,\"earlier_seconds\":-30\\.0")
                    .contains("\"label\":\"elsewhere\"")
                    .doesNotContain("too-late");
            assertThat(rehearse(servers, folder))
                    .contains("what drills played): 2, caught 1, missed 1")
                    .containsPattern("drill d1, tide in " + WARD + " +caught 30 s later")
                    .containsPattern("drill d1, elsewhere in " + OTHER_WARD + " +missed");
        }
    }

    /** The water stands above the first level from 90 s on; the twins go after 240 s. */
    private void play(CityServers servers, JobUnderTest job, GatewayStandIn gateway) throws Exception {
        try (Connection owner = servers.connect()) {
            device(owner, "gauge", "");
            drill(owner);
            device(owner, TWIN, "d1");
        }
        int sent = 0;
        for (int second = 0; second < 240; second += STEP_SECONDS) {
            gateway.send(gauge("gauge", "", second, 1.0));
            gateway.send(gauge(TWIN, "d1", second, second < 90 ? 1.0 : 1.45));
            sent += 2;
        }
        int reports = sent;
        Eventually.until(
                "what was sent is stored",
                Duration.ofSeconds(120),
                () -> servers.number("select count(*) from store.report") == reports);
        gateway.tick(begun.plusSeconds(240).toEpochMilli());
        job.untilStreamReaches(begun.plusSeconds(240).toEpochMilli());
        try (Connection owner = servers.connect();
                PreparedStatement end = owner.prepareStatement("select store.end_drill('d1', 'test', 'completed')");
                PreparedStatement then =
                        owner.prepareStatement("update store.drill set ended_at = ? where id = 'd1'")) {
            end.execute();
            then.setTimestamp(1, Timestamp.from(begun.plusSeconds(240)));
            then.execute();
        }
    }

    private void drill(Connection owner) throws SQLException {
        try (PreparedStatement insert = owner.prepareStatement(
                "insert into store.drill (id, scenario, name_vi, name_en, started_by, started_at, ends_at, nominal_at,"
                        + " labels) values ('d1', 's', 'Diễn tập', 'Drill', 'test', ?, ?, ?, ?::jsonb)")) {
            for (int column = 1; column <= 3; column++) {
                insert.setTimestamp(column, Timestamp.from(begun.plusSeconds(column == 2 ? 300 : 0)));
            }
            insert.setString(
                    4,
                    "[" + label("tide", WARD, 60) + "," + label("elsewhere", OTHER_WARD, 120) + ","
                            + label("too-late", WARD, 270) + "]");
            insert.execute();
        }
    }

    private String label(String id, String ward, long second) {
        return """
                {"id": "%s", "what": {"vi": "Triều %s", "en": "Tide %s"}, "from": "%s", "to": "%s", "where": ["%s"],
                 "sector": "water", "rule": "water.river-alarm", "severity": "medium", "procedure": []}
                """.formatted(id, id, id, begun.plusSeconds(second), begun.plusSeconds(second + 60), ward);
    }

    private static void device(Connection owner, String id, String drill) throws SQLException {
        try (PreparedStatement insert =
                owner.prepareStatement("insert into store.device (id, type, sector, area, expected_interval, drill)"
                        + " values (?, 'river-gauge', 'water', ?, '30 s', nullif(?, ''))")) {
            insert.setString(1, id);
            insert.setString(2, WARD);
            insert.setString(3, drill);
            insert.execute();
        }
    }

    private DeviceReport gauge(String id, String drill, long second, double level) {
        DeviceReport report = new DeviceReport();
        report.deviceId = id;
        report.deviceType = "river-gauge";
        report.sector = "water";
        report.area = WARD;
        report.drill = drill;
        report.expectedIntervalMillis = Duration.ofSeconds(STEP_SECONDS).toMillis();
        report.observedAtMillis = begun.plusSeconds(second).toEpochMilli();
        report.receivedAtMillis = report.observedAtMillis;
        report.measures = new String[] {"water_level_m"};
        report.values = new double[] {level};
        return report;
    }

    private String rehearse(CityServers servers, Path folder, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Database reader = new Database(
                servers.database.jdbcUrl(),
                DatabaseRole.READER.roleName(),
                servers.database.password(DatabaseRole.READER));
        List<String> words = new ArrayList<>(List.of(
                folder.toString(), begun.toString(), begun.plusSeconds(600).toString()));
        words.addAll(List.of(options));
        int code = new RehearseRule(
                        reader,
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Clock.systemUTC())
                .run(words);
        assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
