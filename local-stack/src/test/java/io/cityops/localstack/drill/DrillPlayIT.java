package io.cityops.localstack.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.process.FreePort;
import io.cityops.localstack.process.Launch;
import io.cityops.model.catalogue.Catalogue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real database; for the simulators stands a program that, as they do, ends when its input does. */
class DrillPlayIT {
    private static final DrillPlan PLAN = DrillPlan.read(DrillFixtures.PLAN);
    private static final Launch WAITING = new Launch(List.of("cat"), Map.of());
    private static final Launch FAILING = new Launch(List.of("false"), Map.of());

    @TempDir
    static Path directory;

    static TimescaleServer server;
    static DatabaseAccess database;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws IOException {
        server = TimescaleServer.start(directory, FreePort.next());
        database = DatabaseAccess.of(server.jdbcUrl(), directory);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void itsTwinsAreThereWhileItRunsAndItsReportAfterwards() throws Exception {
        Drill drill = drill("run-whole", Duration.ofSeconds(4));
        CompletableFuture<DrillReport> report = begin(play(), drill, WAITING);
        await("select count(*) from store.device where drill = 'run-whole'", "1");
        try (Drills drills = Drills.open(database, "lan")) {
            assertThat(drills.find("run-whole").orElseThrow().running()).isTrue();
            assertThat(drills.tick("run-whole", "flood", 1, "")).isTrue();
            assertThat(drills.tick("run-whole", "flood", 1, ""))
                    .as("ticked already")
                    .isFalse();
        }
        assertThatThrownBy(() -> play().play(drill("run-second", Duration.ofSeconds(1)), PLAN, (of, tokens) -> WAITING))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("a drill runs already (run-whole");

        assertThat(report.get(120, TimeUnit.SECONDS).text()).contains("completed", "1 of 2 steps done");
        assertThat(answer("select count(*) from store.device")).isEqualTo("0");
        assertThat(answer("select outcome || ' ' || (report #>> '{summary,steps_done}') from store.drill"
                        + " where id = 'run-whole'"))
                .isEqualTo("completed 1");
        assertThat(directory.resolve("drills/run-whole/report.html")).isNotEmptyFile();
        assertThat(directory.resolve("drills/run-whole/devices.csv")).doesNotExist();
    }

    @Test
    void whoAsksItToStopGetsAReportToo() throws Exception {
        DrillPlay play = play();
        CompletableFuture<DrillReport> report = begin(play, drill("run-stopped", Duration.ofHours(1)), WAITING);
        await("select count(*) from store.device where drill = 'run-stopped'", "1");

        play.stop();

        assertThat(report.get(120, TimeUnit.SECONDS).text()).contains("stopped");
    }

    @Test
    void whatSomebodyElseEndedIsOver() throws Exception {
        CompletableFuture<DrillReport> report = begin(play(), drill("run-ended", Duration.ofHours(1)), WAITING);
        await("select count(*) from store.device where drill = 'run-ended'", "1");

        try (Drills drills = Drills.open(database, "lan")) {
            drills.end("run-ended", "stopped");
        }

        assertThat(report.get(120, TimeUnit.SECONDS).text()).contains("stopped");
    }

    @Test
    void withoutSimulatorsThereIsNoDrill() throws Exception {
        assertThatThrownBy(() -> play().play(drill("run-dead", Duration.ofHours(1)), PLAN, (of, tokens) -> FAILING))
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("the simulators ended before the drill did");

        assertThat(answer("select outcome from store.drill where id = 'run-dead'"))
                .isEqualTo("abandoned");
        assertThat(answer("select count(*) from store.device where drill = 'run-dead'"))
                .isEqualTo("0");
    }

    @Test
    void theNextDrillEndsTheOneThatAKilledProcessLeft() throws Exception {
        try (Drills drills = Drills.open(database, "killed")) {
            drills.begin(drill("run-left", Duration.ofHours(1)));
        }
        answer("update store.drill set alive_at = now() - interval '1 minute' where id = 'run-left' returning id");

        play().play(drill("run-next", Duration.ofSeconds(1)), PLAN, (of, tokens) -> WAITING);

        assertThat(said.toString(StandardCharsets.UTF_8)).contains("ended the drill that was left: run-left");
        assertThat(answer("select outcome from store.drill where id = 'run-left'"))
                .isEqualTo("abandoned");
    }

    private static CompletableFuture<DrillReport> begin(DrillPlay play, Drill drill, Launch simulators) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return play.play(drill, PLAN, (of, tokens) -> simulators);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private DrillPlay play() {
        return new DrillPlay(
                database,
                "tester",
                Catalogue.load(null),
                directory.resolve("drills"),
                new Console(new PrintStream(said, true, StandardCharsets.UTF_8), Clock.systemUTC()),
                Clock.systemUTC());
    }

    private static Drill drill(String id, Duration length) {
        Drill planned = new NewDrill(PLAN, "spring-tide.yaml", null, 1, false, null)
                .at(Clock.systemUTC().instant());
        return new Drill(
                id,
                planned.scenario(),
                planned.name(),
                "",
                Clock.systemUTC().instant(),
                Clock.systemUTC().instant().plus(length),
                planned.nominalAt(),
                1,
                planned.labels(),
                true,
                null,
                null,
                null);
    }

    private static void await(String question, String expected) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        while (!expected.equals(answer(question))) {
            assertThat(System.nanoTime()).as(question).isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    private static String answer(String question) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        }
    }
}
