package io.cityops.localstack.database;

import static java.time.temporal.ChronoUnit.HOURS;
import static java.time.temporal.ChronoUnit.MINUTES;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Alarms of what is being worked on. */
class MaintenanceIT {
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

    @AfterEach
    void noWindowIsLeft() throws Exception {
        rows.update(DatabaseRole.REGISTRAR, "update store.maintenance_window set cancelled_at = now()");
        rows.tend(Instant.now());
    }

    @Test
    void aWindowSuppressesWhatItCoversAndLetsItCallWhenItIsOver() throws Exception {
        String window = maintenance("'" + device + "', null, null", NOW.minusSeconds(60), NOW.plus(1, HOURS), "once");
        rows.raise(id, RULE, device, "critical", NOW);
        UUID other = UUID.randomUUID();
        rows.raise(other, RULE, device + "-b", "critical", NOW);

        assertThat(rows.alert(id, "state, suppressed, maintenance")).isEqualTo("active t " + window);
        assertThat(rows.alert(other, "suppressed")).isEqualTo("f");
        assertThat(announced()).isEqualTo("0");
        rows.tend(Instant.now().plus(30, MINUTES));
        assertThat(rows.timeline(id)).as("nobody is reminded").isEqualTo("raised");

        rows.tend(NOW.plus(61, MINUTES));

        assertThat(rows.alert(id, "suppressed")).isEqualTo("f");
        assertThat(rows.timeline(id)).isEqualTo("raised unsuppressed");
        assertThat(announced()).isEqualTo("1");
    }

    @Test
    void anAlarmThatStandsAlreadyIsSuppressedWhenItsWindowBeginsAndNotAfterItWasCancelled() throws Exception {
        rows.raise(id, RULE, device, "high", NOW);
        String window = maintenance("null, '25747', 'water'", NOW.minusSeconds(5), NOW.plus(1, HOURS), "once");

        rows.tend(Instant.now());
        assertThat(rows.alert(id, "suppressed")).isEqualTo("t");
        rows.answer(DatabaseRole.DASHBOARD, "select store.cancel_maintenance(" + window + ", 'an.nguyen')");
        rows.tend(Instant.now());

        assertThat(rows.alert(id, "suppressed")).isEqualTo("f");
        assertThat(rows.timeline(id)).isEqualTo("raised suppressed unsuppressed");
    }

    @Test
    void windowsComeAgainByTheCitysClock() throws Exception {
        // 22:00 to 02:00 in the city each night; Sunday 06:00 to 07:00 each week
        maintenance("null, null, 'energy'", at("2026-11-01T15:00:00Z"), at("2026-11-01T19:00:00Z"), "daily");
        maintenance("null, null, 'health'", at("2026-10-31T23:00:00Z"), at("2026-11-01T00:00:00Z"), "weekly");

        assertThat(List.of(
                        covers("energy", "2026-11-20T14:59:59Z"),
                        covers("energy", "2026-11-20T15:00:00Z"),
                        covers("energy", "2026-11-20T18:59:59Z"),
                        covers("energy", "2026-11-20T19:00:00Z"),
                        covers("energy", "2026-10-31T16:00:00Z"),
                        covers("health", "2026-11-21T23:30:00Z"),
                        covers("health", "2026-11-22T23:30:00Z")))
                .containsExactly("f", "t", "t", "f", "f", "t", "f");
        assertThatThrownBy(() -> maintenance("null, null, 'energy'", NOW, NOW.plus(30, HOURS), "daily"))
                .hasMessageContaining("violates check");
        assertThatThrownBy(() -> rows.answer(
                        DatabaseRole.DASHBOARD,
                        "select store.open_maintenance('an', null, 'city', null, now(), now() + interval '1 h', 'once',"
                                + " null, 'Mars/Olympus', 'x')"))
                .as("a zone that nobody knows must not stop alarms later")
                .hasMessageContaining("Mars/Olympus");
    }

    private static String maintenance(String scope, Instant starts, Instant ends, String repeats) throws SQLException {
        return rows.answer(
                DatabaseRole.DASHBOARD,
                "select store.open_maintenance('an.nguyen', %s, '%s', '%s', '%s', null, 'Asia/Ho_Chi_Minh', 'works')"
                        .formatted(scope, starts, ends, repeats));
    }

    private static String covers(String sector, String at) throws SQLException {
        return rows.answer(
                DatabaseRole.DASHBOARD,
                "select store.maintenance_of('device', 'x', '25747', '" + sector + "', '" + at + "') is not null");
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }

    private String announced() throws SQLException {
        return rows.answer(
                DatabaseRole.READER,
                "select count(*) from cityops.alert_event where announced and alert_id = '" + id + "'");
    }
}
