package io.cityops.model.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 2026-11-20 is a Friday. */
class ScheduleTest {
    private static final Schedule NIGHTS = read("[{from: \"22:00\", to: \"06:00\"}]");
    private static final Schedule FRIDAY_NIGHT = read("[{days: [fri], from: 22:00, to: 06:00}]");
    private static final Schedule OFFICE = read("[{days: [mon, tue, wed, thu, fri], from: \"07:30\", to: \"11:30\"},"
            + " {days: [mon, tue, wed, thu, fri], from: \"13:00\", to: \"17:00\"}]");
    private static final Schedule WEEKEND = read("[{days: [sat, sun], from: \"00:00\", to: \"24:00\"}]");

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T21:59:59, false",
        "2026-11-20T22:00:00, true",
        "2026-11-21T00:00:00, true",
        "2026-11-21T05:59:59, true",
        "2026-11-21T06:00:00, false"
    })
    void aNightEndsOnTheNextDay(LocalDateTime at, boolean covered) {
        assertThat(NIGHTS.covers(city(at))).isEqualTo(covered);
        assertThat(FRIDAY_NIGHT.covers(city(at))).isEqualTo(covered);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T05:00:00", // what Thursday evening began is not Friday's
        "2026-11-21T22:00:00",
        "2026-11-22T03:00:00"
    })
    void aNightBelongsToTheDayOnWhichItBegins(LocalDateTime at) {
        assertThat(NIGHTS.covers(city(at))).isTrue();
        assertThat(FRIDAY_NIGHT.covers(city(at))).isFalse();
    }

    @Test
    void daysAndHoursAreTheCitysWhereverTheProgramRuns() {
        assertThat(NIGHTS.covers(Instant.parse("2026-11-20T15:00:00Z").toEpochMilli()))
                .isTrue();
        assertThat(NIGHTS.covers(Instant.parse("2026-11-20T14:59:59Z").toEpochMilli()))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20T07:00:00, 2026-11-20T07:30:00",
        "2026-11-20T07:30:00, 2026-11-20T11:30:00",
        "2026-11-20T11:30:00, 2026-11-20T13:00:00",
        "2026-11-20T17:00:00, 2026-11-23T07:30:00"
    })
    void theNextChangeMayBeDaysAway(LocalDateTime at, LocalDateTime next) {
        assertThat(OFFICE.nextChange(city(at))).isEqualTo(city(next));
    }

    @Test
    void daysThatFollowOneAnotherAreOneTime() {
        assertThat(WEEKEND.nextChange(city("2026-11-21T10:00:00"))).isEqualTo(city("2026-11-23T00:00:00"));
        assertThat(WEEKEND.watchingSince(city("2026-11-22T10:00:00"))).isEqualTo(city("2026-11-21T00:00:00"));
    }

    @Test
    void itHasWatchedSinceTheTimeBegan() {
        assertThat(FRIDAY_NIGHT.watchingSince(city("2026-11-21T03:00:00"))).isEqualTo(city("2026-11-20T22:00:00"));
        assertThat(FRIDAY_NIGHT.watchingSince(city("2026-11-20T22:00:00"))).isEqualTo(city("2026-11-20T22:00:00"));
    }

    @Test
    void whatAlwaysWatchesNeverChanges() {
        Schedule everyDay = read("[{from: \"00:00\", to: \"24:00\"}]");

        assertThat(everyDay.nextChange(city("2026-11-20T10:00:00"))).isEqualTo(Long.MAX_VALUE);
        assertThat(everyDay.watchingSince(city("2026-11-20T10:00:00"))).isEqualTo(Long.MIN_VALUE);
        assertThat(Schedule.ALWAYS.covers(0)).isTrue();
        assertThat(Schedule.ALWAYS.nextChange(0)).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "[]; at least one {days, from, to}",
                "[{from: \"22:00\"}]; to:",
                "[{from: \"25:00\", to: \"06:00\"}]; '25:00': a time of day",
                "[{from: \"24:00\", to: \"06:00\"}]; '24:00': a time of day",
                "[{from: \"6:00\", to: \"07:00\"}]; '6:00': a time of day",
                "[{days: [monday], from: \"06:00\", to: \"07:00\"}]; 'monday' is none of [mon",
                "[{days: [], from: \"06:00\", to: \"07:00\"}]; at least one of [mon",
                "[{day: [mon], from: \"06:00\", to: \"07:00\"}]; day"
            })
    void whatIsNoScheduleIsRefusedWithItsReason(String schedule, String reason) {
        assertThatThrownBy(() -> read(schedule))
                .isInstanceOf(CatalogueException.class)
                .hasMessageContaining("rules.yaml")
                .hasMessageContaining(reason);
    }

    private static Schedule read(String schedule) {
        Map<String, String> files = new HashMap<>(CatalogueText.read(null).files());
        files.compute(
                "rules.yaml",
                (name, text) -> text.replaceFirst(
                        "- id: water.river-alarm", "- id: water.river-alarm\n    schedule: " + schedule));
        return Objects.requireNonNull(CatalogueText.of(files).compile().rule("water.river-alarm"))
                .schedule();
    }

    private static long city(LocalDateTime at) {
        return at.atZone(Schedule.ZONE).toInstant().toEpochMilli();
    }

    private static long city(String at) {
        return city(LocalDateTime.parse(at));
    }
}
