package io.cityops.model.telemetry;

import java.util.Arrays;
import java.util.Locale;

/** Why a message or a value was refused. The list is closed: metric tag, database column and MQTT 5 reason string. */
public enum RejectReason {
    MALFORMED,
    UNKNOWN_MEASURE,
    OUT_OF_RANGE,
    NOT_A_NUMBER,
    FUTURE_TIMESTAMP,
    TOO_OLD,
    TOO_LARGE,
    TOO_MANY,
    UNKNOWN_DEVICE,
    FOREIGN_TOPIC,
    UNSUPPORTED_FORMAT,
    QUOTA_EXCEEDED;

    private final String tag = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** For instance {@code future-timestamp}. */
    public String tag() {
        return tag;
    }

    public static RejectReason ofTag(String tag) {
        return Arrays.stream(values())
                .filter(reason -> reason.tag.equals(tag))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no such reason: " + tag));
    }
}
