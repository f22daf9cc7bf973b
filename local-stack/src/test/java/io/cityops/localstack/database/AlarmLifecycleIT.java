package io.cityops.localstack.database;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tables promise of an alarm's life, whoever writes. */
class AlarmLifecycleIT {
    private static final String RULE = "water.river-alarm";
    private static final Instant NOW = Instant.now().truncatedTo(SECONDS);

    @TempDir
    static Path directory;

    static AlarmRows rows;

    private final UUID id = UUID.randomUUID();
    private final String device = "gauge-" + id;

    @BeforeAll
    static void start() throws IOException {
        rows = new AlarmRows(directory, FreePort.next());
    }

    @AfterAll
    static void stop() {
        rows.close();
    }

    @Test
    void aShelvingNeedsAReasonAndAnEndWithinADay() throws Exception {
        rows.raise(id, RULE, device, "high", NOW);

        assertThat(shelve("now() + interval '1 hour'", " ")).isEqualTo("no-reason");
        assertThat(shelve("null", "sensor is drifting")).isEqualTo("no-end");
        assertThat(shelve("now() - interval '1 second'", "sensor is drifting")).isEqualTo("no-end");
        assertThat(shelve("now() + interval '25 hours'", "sensor is drifting")).isEqualTo("too-long");
        assertThat(rows.alert(id, "shelved")).isEqualTo("f");
        assertThatThrownBy(() -> rows.update(
                        DatabaseRole.DASHBOARD, "update store.alert set shelved = true where id = '" + id + "'"))
                .as("not past the function either")
                .hasMessageContaining("alert_shelving");

        assertThat(shelve("now() + interval '1 hour'", "sensor is drifting")).isEqualTo("done");

        assertThat(rows.alert(id, "state, shelved, shelved_by, shelved_reason"))
                .isEqualTo("active t an.nguyen sensor is drifting");
        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select actor || ' ' || action from cityops.audit where object = '" + id + "'"))
                .isEqualTo("an.nguyen alert.shelve");
    }

    @Test
    void aShelvingEndsByItselfAndTheAlarmCallsAgain() throws Exception {
        rows.raise(id, RULE, device, "high", NOW);
        shelve("now() + interval '1 hour'", "sensor is drifting");

        rows.tend(Instant.now().plus(59, MINUTES));
        assertThat(rows.alert(id, "shelved")).isEqualTo("t");
        rows.tend(Instant.now().plus(61, MINUTES));

        assertThat(rows.alert(id, "shelved, shelved_by")).isEqualTo("f");
        assertThat(rows.timeline(id)).isEqualTo("raised shelved unshelved");
        assertThat(announced()).isEqualTo("2");
    }

    @Test
    void whatComesBackWithinTheTimeStaysShelved() throws Exception {
        rows.raise(id, RULE, device, "high", NOW);
        shelve("now() + interval '1 hour'", "sensor is drifting");
        acknowledge(id);
        rows.clear(RULE, device, NOW.plusSeconds(10));
        assertThat(rows.alert(id, "state, shelved")).isEqualTo("closed f");
        UUID next = UUID.randomUUID();

        rows.raise(next, RULE, device, "high", NOW.plusSeconds(20));

        assertThat(rows.alert(next, "shelved, shelved_by")).isEqualTo("t an.nguyen");
    }

    @Test
    void aClimbToAWorseSeverityEndsTheShelving() throws Exception {
        rows.raise(id, RULE, device, "medium", NOW);
        shelve("now() + interval '1 hour'", "tide");

        rows.transition("severity-changed", id, RULE, device, "25747", "low", NOW.plusSeconds(5));
        assertThat(rows.alert(id, "severity, shelved")).isEqualTo("low t");
        rows.transition("severity-changed", id, RULE, device, "25747", "critical", NOW.plusSeconds(10));

        assertThat(rows.alert(id, "severity, state, shelved")).isEqualTo("critical active f");
        rows.transition("severity-changed", id, RULE, device, "25747", "high", NOW.plusSeconds(15));
        acknowledge(id);
        rows.clear(RULE, device, NOW.plusSeconds(20));
        UUID next = UUID.randomUUID();
        rows.raise(next, RULE, device, "low", NOW.plusSeconds(90));
        assertThat(rows.alert(next, "shelved")).as("nor is what comes later").isEqualTo("f");
    }

    @Test
    void whatNobodyAcknowledgesCallsAgainAndThenCallsOthers() throws Exception {
        rows.raise(id, RULE, device, "critical", NOW);
        Instant active = Instant.now();

        rows.tend(active.plus(1, MINUTES));
        assertThat(rows.timeline(id)).isEqualTo("raised");
        rows.tend(active.plus(2, MINUTES).plusSeconds(1));
        rows.tend(active.plus(2, MINUTES).plusSeconds(3));
        assertThat(rows.timeline(id)).isEqualTo("raised reminded");
        rows.tend(active.plus(11, MINUTES));
        assertThat(rows.timeline(id))
                .as("what was missed is not made up for")
                .isEqualTo("raised reminded escalated reminded");
        assertThat(rows.alert(id, "reminders, escalation")).isEqualTo("5 2");

        acknowledge(id);
        rows.tend(active.plus(3, HOURS));

        assertThat(rows.alert(id, "state, reminders, escalation")).isEqualTo("acknowledged 5 2");
    }

    @Test
    void whatIsOverAndLowClosesByItselfAndWhatIsWorseWaitsForSomebody() throws Exception {
        UUID high = UUID.randomUUID();
        rows.raise(id, RULE, device, "low", NOW);
        rows.raise(high, RULE, device + "-h", "high", NOW);
        rows.clear(RULE, device, NOW.plusSeconds(5));
        rows.clear(RULE, device + "-h", NOW.plusSeconds(5));

        rows.tend(NOW.plusSeconds(20));
        assertThat(rows.alert(id, "state")).isEqualTo("cleared");
        rows.tend(NOW.plusSeconds(36));

        assertThat(rows.alert(id, "state")).isEqualTo("closed");
        assertThat(rows.timeline(id)).isEqualTo("raised cleared closed");
        assertThat(rows.alert(high, "state")).isEqualTo("cleared");
    }

    @Test
    void whatIsLowStandsAtOnceAndCallsOnceWhenItStillStandsAfterFiveMinutes() throws Exception {
        rows.raise(id, RULE, device, "low", NOW);
        rows.tend(Instant.now().plus(4, MINUTES));
        assertThat(rows.alert(id, "state")).isEqualTo("active");
        assertThat(announced()).isEqualTo("0");

        rows.tend(Instant.now().plus(6, MINUTES));
        rows.tend(Instant.now().plus(7, MINUTES));

        assertThat(announced()).isEqualTo("1");
        assertThat(rows.timeline(id)).isEqualTo("raised");
    }

    @Test
    void whatIsLowAndWasOverBeforeItCouldCallHasDisturbedNobody() throws Exception {
        rows.raise(id, RULE, device, "low", NOW);
        rows.clear(RULE, device, NOW.plusSeconds(120));

        rows.tend(Instant.now().plus(6, MINUTES));

        assertThat(announced()).isEqualTo("0");
    }

    @Test
    void anAlarmThatChattersIsHeldUntilItIsQuiet() throws Exception {
        rows.raise(id, RULE, device, "medium", NOW);
        for (int second = 5; second <= 50; second += 10) {
            rows.clear(RULE, device, NOW.plusSeconds(second));
            rows.raise(UUID.randomUUID(), RULE, device, "medium", NOW.plusSeconds(second + 5));
        }
        rows.clear(RULE, device, NOW.plusSeconds(55));

        assertThat(rows.alert(id, "state, chattering")).isEqualTo("active t");
        assertThat(rows.timeline(id)).isEqualTo("raised cleared returned cleared chattering returned");
        assertThat(announced()).isEqualTo("2");
        rows.tend(NOW.plusSeconds(150));
        assertThat(rows.alert(id, "state")).isEqualTo("active");
        rows.tend(NOW.plusSeconds(180));

        assertThat(rows.alert(id, "state, chattering")).isEqualTo("cleared f");
    }

    @Test
    void theSameTransitionsAgainChangeNothing() throws Exception {
        rows.raise(id, RULE, device, "medium", NOW);
        rows.clear(RULE, device, NOW.plusSeconds(100));
        rows.raise(UUID.randomUUID(), RULE, device, "high", NOW.plusSeconds(200));
        String before = rows.timeline(id);

        assertThat(rows.raise(id, RULE, device, "medium", NOW)).isFalse();
        assertThat(rows.clear(RULE, device, NOW.plusSeconds(100))).isFalse();
        assertThat(rows.raise(UUID.randomUUID(), RULE, device, "high", NOW.plusSeconds(200)))
                .isFalse();

        assertThat(rows.timeline(id)).isEqualTo(before);
    }

    @Test
    void jobsDashboardsAndTimeWriteAtOnceAndOneAlarmIsLeftWithAWholeTimeline() throws Exception {
        int rounds = 40;
        CountDownLatch go = new CountDownLatch(1);
        List<Callable<Void>> writers = new ArrayList<>();
        for (int writer = 0; writer < 2; writer++) {
            // the second job replays what the first one wrote
            writers.add(looping(
                    DatabaseRole.JOBS,
                    rounds,
                    go,
                    round -> AlarmRows.applied(
                            round % 2 == 0 ? "raised" : "cleared",
                            UUID.nameUUIDFromBytes((device + round).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
                            RULE,
                            device,
                            "25747",
                            round % 4 == 0 ? "medium" : "critical",
                            NOW.plusSeconds(61L * round))));
        }
        String open = "(select id from store.alert where entity_id = '" + device + "' and state <> 'closed')";
        writers.add(looping(
                DatabaseRole.DASHBOARD,
                rounds,
                go,
                round -> "select store.shelve_alert(" + open + ", 'an', now() + interval '1 h', 'why')"));
        writers.add(looping(
                DatabaseRole.DASHBOARD, rounds, go, round -> "select store.unshelve_alert(" + open + ", 'binh', '')"));
        writers.add(looping(
                DatabaseRole.DASHBOARD,
                rounds,
                go,
                round -> "select store.acknowledge_alert(" + open + ", 'chi', '')"));
        writers.add(looping(
                DatabaseRole.DASHBOARD,
                rounds,
                go,
                round -> "select called from store.tend_alarms('" + NOW.plusSeconds(61L * round) + "')"));
        try (ExecutorService threads = Executors.newFixedThreadPool(writers.size())) {
            List<Future<Void>> running = new ArrayList<>();
            writers.forEach(writer -> running.add(threads.submit(writer)));
            go.countDown();
            for (Future<Void> each : running) {
                each.get();
            }
        }
        rows.raise(id, RULE, device, "critical", NOW.plusSeconds(61L * rounds + 61));

        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select count(*) from cityops.alert where entity_id = '" + device + "' and state <> 'closed'"))
                .isEqualTo("1");
        assertThat(rows.answer(DatabaseRole.READER, """
                        select count(*) from cityops.alert a where entity_id = '%s'
                        and (1 <> (select count(*) from cityops.alert_event e where e.alert_id = a.id and action = 'raised')
                          or (a.acknowledged_by is not null and not exists (select from cityops.alert_event e
                              where e.alert_id = a.id and action = 'acknowledged'))
                          or (a.shelved and a.shelved_until is null))""".formatted(device)))
                .as("alarms whose timeline lacks something")
                .isEqualTo("0");
    }

    private interface Round {
        String sql(int round);
    }

    private static Callable<Void> looping(DatabaseRole role, int rounds, CountDownLatch go, Round round) {
        return () -> {
            try (Connection connection = rows.connect(role);
                    Statement statement = connection.createStatement()) {
                go.await();
                for (int i = 0; i < rounds; i++) {
                    statement.execute(round.sql(i));
                }
            }
            return null;
        };
    }

    private String shelve(String until, String reason) throws SQLException {
        return rows.answer(
                DatabaseRole.DASHBOARD,
                "select store.shelve_alert('%s', 'an.nguyen', %s, '%s')".formatted(id, until, reason));
    }

    private static void acknowledge(UUID alert) throws SQLException {
        rows.answer(DatabaseRole.DASHBOARD, "select store.acknowledge_alert('" + alert + "', 'an.nguyen', 'seen')");
    }

    private String announced() throws SQLException {
        return rows.answer(
                DatabaseRole.READER,
                "select count(*) from cityops.alert_event where announced and alert_id = '" + id + "'");
    }
}
