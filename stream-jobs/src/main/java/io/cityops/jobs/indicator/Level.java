package io.cityops.jobs.indicator;

import java.time.Instant;
import java.time.ZoneId;

/** The lengths of windows; each but the last divides the next. Days are the city's. */
public enum Level {
    MINUTE(60),
    QUARTER(900),
    HOUR(3600),
    DAY(86_400);

    /** All levels, the shortest first. */
    public static final int COUNT = values().length;

    /** Without summer time, so every day is 24 hours long. */
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

    private static final long ZONE_MILLIS =
            ZONE.getRules().getOffset(Instant.parse("2026-01-01T00:00:00Z")).getTotalSeconds() * 1000L;

    private final int seconds;

    Level(int seconds) {
        this.seconds = seconds;
    }

    static Level ofSeconds(int seconds) {
        for (Level level : values()) {
            if (level.seconds == seconds) {
                return level;
            }
        }
        throw new IllegalArgumentException("no window is " + seconds + " s long");
    }

    public int seconds() {
        return seconds;
    }

    public long millis() {
        return seconds * 1000L;
    }

    /** The start of the window in which the moment lies, epoch milliseconds. */
    public long startOf(long millis) {
        return index(millis) * millis() - ZONE_MILLIS;
    }

    /** Numbers the windows of this length without holes. */
    public long index(long millis) {
        return Math.floorDiv(millis + ZONE_MILLIS, millis());
    }

    public boolean beginsAt(long millis) {
        return startOf(millis) == millis;
    }
}
