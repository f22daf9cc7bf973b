package io.cityops.localstack.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.desk.DeskServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.version.RuleVersions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of rehearsals that are asked for; what runs is a shell that says what a rehearsal says. */
class RehearsalServerIT {
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final String SPAN = "interval '1 hour'";

    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    @BeforeAll
    static void start() throws Exception {
        server = TimescaleServer.start(directory, FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory);
        try (Versions versions = Versions.open(database, "cli:lan")) {
            versions.settle(Catalogue.load(null));
        }
        as(
                DatabaseRole.OWNER,
                "insert into store.account (name, password_hash, role) values ('an', 'x', 'engineer'),"
                        + " ('binh', 'x', 'operator')");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aReportIsKeptWithTheVersionInTheNameOfWhoAskedForIt() throws Exception {
        propose("water.river-alarm");
        assertThat(ask("binh", "water.river-alarm", SPAN)).isEqualTo("not-allowed");
        assertThat(ask("an", "water.river-alarm", "interval '1 minute'")).isEqualTo("invalid");
        assertThat(ask("an", "water.none", SPAN)).isEqualTo("unknown");
        assertThat(ask("an", "water.river-alarm", SPAN)).isEqualTo("done");
        assertThat(ask("an", "water.river-alarm", SPAN)).isEqualTo("asked");

        try (DeskServer running = serving(
                "test -f \"$1/rules.yaml\" && echo ' 50.0 %  0:01' >&2 && echo '{\"alarm_count\": 7}' > \"$5\"")) {
            awaitState("water.river-alarm", "done");
            assertThat(running).isNotNull();
        }

        assertThat(as(
                        DatabaseRole.READER,
                        "select state || ' ' || rehearsed_by || ' ' || (rehearsal ->> 'alarm_count') from cityops.rule_version"
                                + " where rule = 'water.river-alarm'"))
                .isEqualTo("rehearsed an 7");
        assertThat(as(DatabaseRole.READER, "select share from cityops.rehearsal where rule = 'water.river-alarm'"))
                .isEqualTo("1");
    }

    @Test
    void whyItFailedIsTold() throws Exception {
        propose("water.street-flood");
        ask("an", "water.street-flood", SPAN);

        try (DeskServer running = serving("echo 'cityops: nothing was recorded' >&2; exit 1")) {
            awaitState("water.street-flood", "failed");
            assertThat(running).isNotNull();
        }

        assertThat(as(DatabaseRole.READER, "select failure from cityops.rehearsal where rule = 'water.street-flood'"))
                .isEqualTo("cityops: nothing was recorded");
        assertThat(as(DatabaseRole.READER, "select state from cityops.rule_version where rule = 'water.street-flood'"))
                .isEqualTo("draft");
    }

    @Test
    void oneRunsAtATimeAndACancelledOneIsEndedBeforeTheNextBegins() throws Exception {
        propose("water.heavy-rain");
        propose("traffic.congestion");
        ask("an", "water.heavy-rain", SPAN);
        ask("an", "traffic.congestion", SPAN);

        try (DeskServer running = serving("echo ' 12.5 %  0:01' >&2; exec sleep 600")) {
            awaitState("water.heavy-rain", "running");
            eventually(
                    () -> as(DatabaseRole.READER, "select share from cityops.rehearsal where rule = 'water.heavy-rain'")
                            .equals("0.125"));
            assertThat(state("traffic.congestion")).isEqualTo("asked");
            assertThat(cancel("binh", "water.heavy-rain")).isEqualTo("not-allowed");
            assertThat(cancel("an", "water.heavy-rain")).isEqualTo("done");
            awaitState("traffic.congestion", "running");
            assertThat(state("water.heavy-rain")).isEqualTo("cancelled");
            assertThat(running).isNotNull();
        }

        // closed while it ran
        assertThat(state("traffic.congestion")).isEqualTo("failed");
    }

    @Test
    void oneWhoseRunnerIsGoneWaitsAgainOnceAndFailsTheSecondTime() throws Exception {
        propose("traffic.incident");
        ask("an", "traffic.incident", SPAN);
        as(DatabaseRole.REGISTRAR, "select id from store.claim_rehearsal('gone')");
        assertThat(as(DatabaseRole.REGISTRAR, "select id from store.claim_rehearsal('another')"))
                .isEmpty();
        loseRunner("gone");

        assertThat(state("traffic.incident")).isEqualTo("asked");
        assertThat(ask("an", "traffic.incident", SPAN)).as("it is not lost").isEqualTo("asked");
        assertThat(as(DatabaseRole.REGISTRAR, "select id from store.claim_rehearsal('another')"))
                .isNotEmpty();
        assertThat(as(
                        DatabaseRole.REGISTRAR,
                        "select store.end_rehearsal((select max(id) from cityops.rehearsal where rule = 'traffic.incident'),"
                                + " 'gone', '{}', null)"))
                .as("one that comes back has nothing to say any more")
                .isEqualTo("gone");
        loseRunner("another");

        assertThat(state("traffic.incident")).isEqualTo("failed");
        assertThat(as(DatabaseRole.READER, "select failure from cityops.rehearsal where rule = 'traffic.incident'"))
                .isEqualTo("lost");
        assertThat(ask("an", "traffic.incident", SPAN)).isEqualTo("done");
        cancel("an", "traffic.incident");
    }

    @Test
    void aKilledServerLosesNothingThatWasAskedForAndLeavesNothingRunning() throws Exception {
        propose("energy.outage");
        ask("an", "energy.outage", SPAN);
        Path pid = directory.resolve("rehearsal.pid");
        Process killed = RehearsalServerProcess.start(
                server.jdbcUrl(),
                directory,
                "echo $$ > '" + pid + "'; while echo ' 20.0 %  0:01' >&2; do sleep 1; done",
                directory.resolve("killed.log"));
        try {
            awaitState("energy.outage", "running");
            eventually(() -> as(DatabaseRole.READER, "select share from cityops.rehearsal where rule = 'energy.outage'")
                    .equals("0.2"));
        } finally {
            killed.destroyForcibly().waitFor();
        }
        ProcessHandle orphan =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElse(null);

        try (DeskServer next = serving("echo '{\"alarm_count\": 3}' > \"$5\"")) {
            awaitState("energy.outage", "done");
            assertThat(next).isNotNull();
        }

        assertThat(as(
                        DatabaseRole.READER,
                        "select rehearsed_by || ' ' || (rehearsal ->> 'alarm_count') from cityops.rule_version"
                                + " where rule = 'energy.outage'"))
                .isEqualTo("an 3");
        assertThat(as(DatabaseRole.READER, "select losses from cityops.rehearsal where rule = 'energy.outage'"))
                .isEqualTo("1");
        eventually(() -> orphan == null || !orphan.isAlive());
    }

    private static void loseRunner(String runner) throws SQLException {
        as(
                DatabaseRole.OWNER,
                "update store.rehearsal set heard_at = heard_at - interval '31 seconds' where runner = '" + runner
                        + "'");
    }

    private static DeskServer serving(String script) {
        DeskServer server = RehearsalServerProcess.of(database, script);
        server.start();
        return server;
    }

    private static void propose(String rule) throws Exception {
        String written = Objects.requireNonNull(RuleText.ruleOf(CatalogueText.read(null), rule))
                .replace("id: " + rule, "id: " + rule + "\n  version: 2");
        try (Connection connection = database.connect(DatabaseRole.REGISTRAR)) {
            assertThat(new RuleVersions(connection, "an")
                            .propose(rule, 2, written, null)
                            .isDone())
                    .isTrue();
        }
    }

    private static String ask(String who, String rule, String span) throws SQLException {
        return as(DatabaseRole.DASHBOARD, "select store.ask_rehearsal('%s', '%s', 2, %s)".formatted(who, rule, span));
    }

    private static String cancel(String who, String rule) throws SQLException {
        return as(
                DatabaseRole.DASHBOARD,
                "select store.cancel_rehearsal('%s', (select max(id) from cityops.rehearsal where rule = '%s'))"
                        .formatted(who, rule));
    }

    private static String state(String rule) throws SQLException {
        return as(
                DatabaseRole.DASHBOARD,
                "select state from cityops.rehearsal where rule = '%s' order by id desc limit 1".formatted(rule));
    }

    private static void awaitState(String rule, String wanted) throws Exception {
        eventually(() -> state(rule).equals(wanted));
    }

    private interface Check {
        boolean holds() throws SQLException;
    }

    private static void eventually(Check check) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!check.holds()) {
            assertThat(System.nanoTime()).as("came true in time").isLessThan(deadline);
            Thread.sleep(100);
        }
    }

    private static String as(DatabaseRole role, String sql) throws SQLException {
        try (Connection connection = database.connect(role);
                Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet row = statement.getResultSet()) {
                return row.next() ? String.valueOf(row.getString(1)) : "";
            }
        }
    }
}
