package io.cityops.simulators.live;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** When a scenario is to begin, as a person writes it. */
final class ScenarioStart {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private ScenarioStart() {}

    static Instant of(String text, Clock clock) {
        if (text.equals("now")) {
            return clock.instant();
        }
        try {
            return LocalDateTime.parse(text).atZone(ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "--scenario-start '" + text + "': allowed are 'now' and such as 2026-11-24T16:00", e);
        }
    }
}
