package io.cityops.localstack.database;

import static java.time.temporal.ChronoUnit.MILLIS;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One cause is one alarm, whoever falls silent first. */
class RootCauseIT {
    private static final String SILENT = "device.silent";
    private static final Instant NOW = Instant.now().truncatedTo(SECONDS);

    @TempDir
    static Path directory;

    static AlarmRows rows;

    private final UUID id = UUID.randomUUID();
    private final String hub = "hub-" + id.toString().substring(0, 8);

    @BeforeAll
    static void start() throws IOException {
        rows = new AlarmRows(directory, FreePort.next());
    }

    @AfterAll
    static void stop() {
        rows.close();
    }

    @Test
    void devicesThatFallSilentAfterTheirConcentratorHangUnderItsAlarm() throws Exception {
        registerBehindHub(3);
        rows.raise(id, SILENT, hub, "low", NOW);

        silence(3, NOW.plusSeconds(1));

        assertThat(openAlarms()).isEqualTo(hub);
        assertThat(rows.alert(id, "severity, children"))
                .as("worse than any one device")
                .isEqualTo("medium 3");
        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select string_agg(entity_id, ' ' order by entity_id) from cityops.alert_child where alert_id = '"
                                + id + "' and ended_at is null"))
                .isEqualTo(device(1) + " " + device(2) + " " + device(3));
    }

    @Test
    void devicesThatFellSilentBeforeTheirConcentratorAreTakenUnderIt() throws Exception {
        registerBehindHub(9);
        silence(2, NOW);
        assertThat(openAlarms()).isEqualTo(device(1) + " " + device(2));

        rows.raise(id, SILENT, hub, "low", NOW.plusSeconds(60));

        assertThat(openAlarms()).isEqualTo(hub);
        assertThat(rows.alert(id, "children")).isEqualTo("2");
        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select count(*) from cityops.alert where cause = '" + id + "' and state = 'closed'"))
                .isEqualTo("2");
    }

    @Test
    void fiveThousandThatFallSilentTogetherAreOneAlarmThoughTheConcentratorNeverSpokeForItself() throws Exception {
        registerBehindHub(5000);

        long begin = System.nanoTime();
        silence(5000, NOW);
        long took = System.nanoTime() - begin;

        assertThat(openAlarms()).isEqualTo(hub);
        assertThat(children()).isEqualTo("5000");
        assertThat(took).as("nanoseconds").isLessThan(25_000_000_000L);

        clear(1, 5000, NOW.plusSeconds(40));
        rows.tend(NOW.plusSeconds(100));

        assertThat(openAlarms()).isEmpty();
        assertThat(children()).isEqualTo("0");
    }

    @Test
    void whoDoesNotComeBackWithTheConcentratorBecomesAnAlarmOfItsOwnAfterAMinute() throws Exception {
        registerBehindHub(3);
        rows.raise(id, SILENT, hub, "low", NOW);
        silence(3, NOW.plusSeconds(1));

        rows.clear(SILENT, hub, NOW.plusSeconds(30));
        clear(1, 2, NOW.plusSeconds(31));
        rows.tend(NOW.plusSeconds(80));
        assertThat(openAlarms()).isEmpty();
        rows.tend(NOW.plusSeconds(91));

        assertThat(openAlarms()).isEqualTo(device(3));
        clear(3, 3, NOW.plusSeconds(95));
        rows.tend(NOW.plusSeconds(130));
        assertThat(openAlarms()).isEmpty();
    }

    @Test
    void silentDevicesOfAWardWhoseFeederIsOutHangUnderTheFeederAndAFloodThereDoesNot() throws Exception {
        String ward = "ward-" + hub;
        rows.device("feeder-" + hub, "feeder-meter", ward, null);
        rows.device(hub, "concentrator", ward, null);
        rows.device(device(1), "flood-sensor", ward, hub);
        rows.transition("raised", UUID.randomUUID(), SILENT, hub, ward, "low", NOW);
        rows.transition("raised", UUID.randomUUID(), SILENT, device(1), ward, "low", NOW.plusSeconds(1));

        rows.transition("raised", id, "energy.feeder-out", "feeder-" + hub, ward, "high", NOW.plusSeconds(5));
        rows.transition("raised", UUID.randomUUID(), "water.street-flood", device(1), ward, "high", NOW.plusSeconds(9));

        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select string_agg(rule || ' ' || children, ', ' order by rule) from cityops.alert where area = '"
                                + ward + "' and state <> 'closed'"))
                .isEqualTo("energy.feeder-out 2, water.street-flood 0");
    }

    @Test
    void replayedTransitionsOfChildrenChangeNothing() throws Exception {
        registerBehindHub(1);
        rows.raise(id, SILENT, hub, "low", NOW);
        UUID child = UUID.randomUUID();
        assertThat(rows.raise(child, SILENT, device(1), "low", NOW.plusSeconds(1)))
                .isTrue();
        assertThat(rows.clear(SILENT, device(1), NOW.plusSeconds(5))).isTrue();

        assertThat(rows.raise(child, SILENT, device(1), "low", NOW.plusSeconds(1)))
                .isFalse();
        assertThat(rows.clear(SILENT, device(1), NOW.plusSeconds(5))).isFalse();
        rows.clear(SILENT, hub, NOW.plusSeconds(6));
        rows.tend(NOW.plusSeconds(300));

        assertThat(openAlarms()).isEmpty();
    }

    @Test
    void twoWritersAtOnceLeaveNoDeviceBesideItsConcentrator() throws Exception {
        registerBehindHub(200);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<?> some = threads.submit(() -> {
                silence(1, 100, NOW);
                return null;
            });
            Future<?> others = threads.submit(() -> {
                silence(101, 200, NOW);
                return null;
            });
            Future<?> itself = threads.submit(() -> {
                rows.raise(id, SILENT, hub, "low", NOW.plus(50, MILLIS));
                return null;
            });
            some.get();
            others.get();
            itself.get();
        }

        assertThat(openAlarms()).isEqualTo(hub);
        assertThat(children()).isEqualTo("200");
    }

    private void registerBehindHub(int devices) throws SQLException {
        rows.device(hub, "concentrator", "25747", null);
        rows.update(
                DatabaseRole.REGISTRAR,
                "insert into store.device (id, type, sector, area, concentrator) select '%s-' || i, 'flood-sensor', 'water',"
                                .formatted(hub)
                        + " '25747', '" + hub + "' from generate_series(1, " + devices + ") i");
    }

    private String device(int number) {
        return hub + "-" + number;
    }

    private void silence(int devices, Instant at) throws SQLException {
        silence(1, devices, at);
    }

    /** As the jobs write a batch: one statement. */
    private void silence(int from, int to, Instant at) throws SQLException {
        batch("raised", from, to, at);
    }

    private void clear(int from, int to, Instant at) throws SQLException {
        batch("cleared", from, to, at);
    }

    private void batch(String action, int from, int to, Instant at) throws SQLException {
        rows.answer(DatabaseRole.JOBS, """
                select count(store.apply_alert_transition('%s', gen_random_uuid(), '%s', 1, 'device', '%s-' || i, '25747',
                    'water', 'low', 'silent', '%s'::timestamptz + i * interval '1 ms', null, null, 'no data'))
                from generate_series(%d, %d) i""".formatted(action, SILENT, hub, at, from, to));
    }

    private String openAlarms() throws SQLException {
        return rows.answer(
                DatabaseRole.READER,
                "select coalesce(string_agg(entity_id, ' ' order by entity_id), '') from cityops.alert where entity_id like '"
                        + hub + "%' and state in ('active', 'acknowledged')");
    }

    private String children() throws SQLException {
        return rows.answer(
                DatabaseRole.READER,
                "select count(*) from cityops.alert_child where entity_id like '" + hub + "%' and ended_at is null");
    }
}
