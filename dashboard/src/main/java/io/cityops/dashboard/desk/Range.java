package io.cityops.dashboard.desk;

import java.time.Duration;
import java.util.Arrays;

/** How far a chart looks back, and which windows it is drawn from. */
enum Range {
    HOURS("1h5", Duration.ofMinutes(90), 60),
    DAY("24h", Duration.ofDays(1), 900),
    WEEK("7d", Duration.ofDays(7), 3_600),
    YEAR("365d", Duration.ofDays(365), 86_400);

    private final String tag;
    private final Duration length;
    private final int windowSeconds;

    Range(String tag, Duration length, int windowSeconds) {
        this.tag = tag;
        this.length = length;
        this.windowSeconds = windowSeconds;
    }

    /** The shortest when the tag is none of ours. */
    static Range of(String tag) {
        return Arrays.stream(values())
                .filter(range -> range.tag.equals(tag))
                .findFirst()
                .orElse(HOURS);
    }

    Duration length() {
        return length;
    }

    int windowSeconds() {
        return windowSeconds;
    }
}
