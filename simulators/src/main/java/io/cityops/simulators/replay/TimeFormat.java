package io.cityops.simulators.replay;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a recording writes its times: a pattern of {@link DateTimeFormatter}, {@value #ISO} (with an offset or without), or
 * {@value #SECONDS} or {@value #MILLIS} since the epoch. What has no offset of its own is in the zone.
 */
final class TimeFormat {
    static final String ISO = "iso";
    static final String SECONDS = "epoch-seconds";
    static final String MILLIS = "epoch-millis";

    private final String name;
    private final @Nullable DateTimeFormatter pattern;
    private final ZoneId zone;

    private TimeFormat(String name, @Nullable DateTimeFormatter pattern, ZoneId zone) {
        this.name = name;
        this.pattern = pattern;
        this.zone = zone;
    }

    /**
     * @throws java.time.DateTimeException for an unknown zone
     * @throws IllegalArgumentException for a pattern that is none
     */
    static TimeFormat of(String name, String zone) {
        ZoneId zoneId = ZoneId.of(zone);
        boolean named = name.equals(ISO) || name.equals(SECONDS) || name.equals(MILLIS);
        return new TimeFormat(name, named ? null : DateTimeFormatter.ofPattern(name, Locale.ROOT), zoneId);
    }

    ZoneId zone() {
        return zone;
    }

    /** @throws IllegalArgumentException when the text is no such time */
    long millisOf(String text) {
        try {
            if (pattern != null) {
                return LocalDateTime.parse(text, pattern)
                        .atZone(zone)
                        .toInstant()
                        .toEpochMilli();
            }
            return switch (name) {
                case SECONDS -> Math.round(Double.parseDouble(text) * 1000);
                case MILLIS -> Long.parseLong(text);
                default -> isoMillis(text, zone);
            };
        } catch (DateTimeParseException | NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is not a time as in '" + name + "'", e);
        }
    }

    /** ISO 8601 with an offset, or without one in the zone; a date alone is its midnight. */
    static long isoMillis(String text, ZoneId zone) {
        String padded = text.length() == 10 ? text + "T00:00" : text.replace(' ', 'T');
        try {
            return OffsetDateTime.parse(padded).toInstant().toEpochMilli();
        } catch (DateTimeParseException e) {
            Instant local = LocalDateTime.parse(padded).atZone(zone).toInstant();
            return local.toEpochMilli();
        }
    }
}
