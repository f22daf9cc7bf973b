package io.cityops.simulators.live;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;

/** Times of the city as a person writes them. */
final class CityTimes {
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private CityTimes() {}

    /** @param option that is named when the text is no time */
    static long millisOf(String option, String text) {
        try {
            return LocalDateTime.parse(text).atZone(ZONE).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(option + " '" + text + "': such as 2026-11-20T00:00 is allowed", e);
        }
    }
}
