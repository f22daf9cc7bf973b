package io.cityops.dashboard.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.live.Handling;
import io.cityops.dashboard.live.OpenAlert;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CriticalCallsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");

    private final CriticalCalls calls = new CriticalCalls();

    @Test
    void aNewCriticalAlarmCallsForAMinute() {
        see(NOON);
        CitySnapshot flood = see(NOON.plusSeconds(10), alarm(1, "critical", NOON.plusSeconds(9), null));

        assertThat(calls.among(flood, NOON.plusSeconds(11))).hasSize(1);
        assertThat(calls.among(flood, NOON.plusSeconds(69))).hasSize(1);
        assertThat(calls.among(flood, NOON.plusSeconds(70))).isEmpty();
    }

    @Test
    void acknowledgingEndsTheCall() {
        see(NOON);
        see(NOON.plusSeconds(10), alarm(1, "critical", NOON, null));
        CitySnapshot taken = see(NOON.plusSeconds(12), alarm(1, "critical", NOON, "lan"));

        assertThat(calls.among(taken, NOON.plusSeconds(12))).isEmpty();
    }

    @Test
    void oneThatClimbsToCriticalCallsThenAndNotBefore() {
        see(NOON);
        CitySnapshot high = see(NOON.plusSeconds(1), alarm(1, "high", NOON, null));
        assertThat(calls.among(high, NOON.plusSeconds(2))).isEmpty();

        CitySnapshot critical = see(NOON.plusSeconds(300), alarm(1, "critical", NOON, null));

        assertThat(calls.among(critical, NOON.plusSeconds(301))).hasSize(1);
    }

    @Test
    void whatWasOpenLongBeforeTheStartDoesNotCallAndWhatCameJustBeforeDoes() {
        CitySnapshot first = see(
                NOON,
                alarm(1, "critical", NOON.minusSeconds(61), null),
                alarm(2, "critical", NOON.minusSeconds(5), null));

        assertThat(calls.among(first, NOON)).extracting(OpenAlert::id).containsExactly(new UUID(0, 2));
    }

    @Test
    void theNewestComesFirst() {
        see(NOON);
        OpenAlert older = alarm(1, "critical", NOON, null);
        see(NOON.plusSeconds(1), older);
        CitySnapshot both = see(NOON.plusSeconds(5), older, alarm(2, "critical", NOON, null));

        assertThat(calls.among(both, NOON.plusSeconds(6)))
                .extracting(OpenAlert::id)
                .containsExactly(new UUID(0, 2), new UUID(0, 1));
    }

    @Test
    void aScreenIsNotCalledToWhatItDoesNotSee() {
        see(NOON);
        see(NOON.plusSeconds(1), alarm(1, "critical", NOON, null));

        assertThat(calls.among(snapshot(), NOON.plusSeconds(2))).isEmpty();
    }

    private CitySnapshot see(Instant now, OpenAlert... alerts) {
        CitySnapshot snapshot = snapshot(alerts);
        calls.look(snapshot, now);
        return snapshot;
    }

    private static CitySnapshot snapshot(OpenAlert... alerts) {
        return new CitySnapshot(Map.of(), Map.of(), List.of(alerts), List.of(), 1, null);
    }

    private static OpenAlert alarm(int number, String severity, Instant opened, @Nullable String by) {
        return new OpenAlert(
                new UUID(0, number),
                "water.river-alarm",
                "device",
                "gauge",
                "25768",
                "water",
                severity,
                "báo động III",
                by == null ? "active" : "acknowledged",
                opened.toEpochMilli(),
                1.7,
                1.6,
                "as the jobs wrote it",
                by,
                null,
                null,
                false,
                Handling.NONE);
    }
}
