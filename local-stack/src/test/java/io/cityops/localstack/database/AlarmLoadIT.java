package io.cityops.localstack.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.process.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What alarms ask of people, counted as EEMUA 191 and ISA-18.2 count. Each test has a ward to itself. */
class AlarmLoadIT {
    @TempDir
    static Path directory;

    static AlarmRows rows;

    private final String ward = "ward-" + UUID.randomUUID();
    private final Instant now = Instant.now();

    @BeforeAll
    static void start() throws IOException {
        rows = new AlarmRows(directory, FreePort.next());
    }

    @AfterAll
    static void stop() {
        rows.close();
    }

    @Test
    void aDeskIsCalmThenBusyThenOverloaded() throws Exception {
        raise(1, Duration.ofMinutes(5));
        assertThat(load("last_10_min, last_hour, last_day, verdict")).isEqualTo("1 1 1 calm");
        raise(6, Duration.ofMinutes(9));
        assertThat(load("last_10_min, last_hour, verdict")).isEqualTo("7 7 busy");
        raise(9, Duration.ofMinutes(30));
        assertThat(load("last_10_min, last_hour, verdict")).isEqualTo("7 16 overload");
        raise(4, Duration.ofHours(5));
        assertThat(load("last_hour, last_day, standing")).isEqualTo("16 20 20");
    }

    @Test
    void aFloodBeginsOverTenInTenMinutesAndEndsUnderFive() throws Exception {
        raise(10, Duration.ofMinutes(4));
        rows.tend(now);
        assertThat(load("flood")).as("ten are no flood yet").isEqualTo("f");
        raise(2, Duration.ofSeconds(5));
        rows.tend(now.plusSeconds(1));
        assertThat(load("flood, verdict")).isEqualTo("t flood");

        raise(3, Duration.ofSeconds(-200));
        rows.tend(now.plusSeconds(601 - 240));
        assertThat(flooded()).as("five in ten minutes").isEqualTo("1");
        rows.tend(now.plusSeconds(599));
        assertThat(flooded()).as("three in ten minutes").isEqualTo("0");
        assertThat(rows.answer(
                        DatabaseRole.DASHBOARD,
                        "select peak from store.alarm_flood where area = '" + ward + "' and sector = 'water'"))
                .isEqualTo("12");
    }

    @Test
    void whatIsShelvedOrOfADrillIsNoLoad() throws Exception {
        raise(1, Duration.ofMinutes(1));
        rows.answer(
                DatabaseRole.DASHBOARD,
                "select store.shelve_alert(id, 'an', now() + interval '1 hour', 'why') from store.alert where area = '"
                        + ward + "'");
        assertThat(load("last_10_min, standing")).as("it did call once").isEqualTo("1 0");
        rows.answer(
                DatabaseRole.JOBS,
                "select store.apply_alert_transition('raised', gen_random_uuid(), 'water.river-alarm', 1, 'device', 'x', '"
                        + ward + "', 'water', 'high', '', now(), 1, 1, '', 'a-drill')");

        assertThat(load("last_10_min")).isEqualTo("1");
    }

    @Test
    void whoCallsMostComesFirstAndIsKnownToChatter() throws Exception {
        String device = "actor-" + ward;
        for (int second = 0; second < 30; second += 10) {
            rows.transition(
                    "raised", UUID.randomUUID(), "rule.x", device, ward, "medium", now.minusSeconds(60 - second));
            rows.clear("rule.x", device, now.minusSeconds(55 - second));
        }

        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select concat_ws(' ', times, most_in_a_minute, chattering) from cityops.alarm_actor where entity_id = '"
                                + device + "'"))
                .isEqualTo("3 3 t");
    }

    @Test
    void whatStandsForOverADayIsStale() throws Exception {
        raise(1, Duration.ofHours(25));
        raise(1, Duration.ofHours(23));

        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select string_agg(stale::text, ' ' order by opened_at) from cityops.alarm_standing where area = '"
                                + ward + "'"))
                .isEqualTo("true false");
    }

    @Test
    void aFloodFoldsByPlaceAndByRuleAndCriticalOnesStayPinned() throws Exception {
        for (int i = 0; i < 5; i++) {
            rows.transition(
                    "raised",
                    UUID.randomUUID(),
                    "wide-" + ward,
                    "w" + i + ward,
                    ward + i,
                    "medium",
                    now.minusSeconds(i));
            rows.transition(
                    "raised",
                    UUID.randomUUID(),
                    "r" + i + ward,
                    "p" + i + ward,
                    ward,
                    i == 0 ? "critical" : "low",
                    now.minusSeconds(i));
        }
        rows.transition(
                "raised", UUID.randomUUID(), "r0" + ward, "earlier" + ward, ward, "low", now.minusSeconds(3600));

        assertThat(rows.answer(
                        DatabaseRole.READER,
                        "select string_agg(concat_ws(' ', kind, alerts, areas, pinned, severity), ', ' order by kind desc, alerts)"
                                + " from cityops.situation where cause = 'wide-" + ward + "' or area = '" + ward + "'"))
                .isEqualTo("rule 5 5 0 medium, place 1 1 0 low, place 5 1 1 critical");
    }

    @Test
    void anAccountsScopeIsADeskToo() throws Exception {
        raise(3, Duration.ofMinutes(3));
        raise(2, Duration.ofMinutes(40));

        assertThat(scope("{" + ward + ",other}", "{}")).isEqualTo("3 5 3");
        assertThat(scope("{" + ward + "}", "{traffic}")).isEqualTo("0 0 0");
    }

    private void raise(int times, Duration ago) throws SQLException {
        for (int i = 0; i < times; i++) {
            String name = UUID.randomUUID().toString();
            rows.transition("raised", UUID.randomUUID(), "rule-" + name, name, ward, "medium", now.minus(ago));
        }
    }

    private String load(String columns) throws SQLException {
        return rows.answer(
                DatabaseRole.READER,
                "select concat_ws(' ', " + columns + ") from cityops.alarm_load where area = '" + ward
                        + "' and sector = 'water'");
    }

    private String flooded() throws SQLException {
        return rows.answer(
                DatabaseRole.DASHBOARD,
                "select count(*) from store.alarm_flood where ended_at is null and sector = 'water' and area = '" + ward
                        + "'");
    }

    private static String scope(String areas, String sectors) throws SQLException {
        return rows.answer(
                DatabaseRole.DASHBOARD,
                "select concat_ws(' ', last_10_min, last_hour, peak_10_min) from store.scope_load('" + areas + "', '"
                        + sectors + "', now())");
    }
}
