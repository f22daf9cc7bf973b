package io.cityops.gateway.operations;

import java.util.Locale;

/** What became of a command to a device; a closed list, used as metric tag. */
public enum CommandOutcome {
    /** Sent to the device. */
    SENT,
    /** Sent once more, since the connection before ended without an acknowledgement. */
    SENT_AGAIN,
    /** The device has it. */
    ACKNOWLEDGED,
    /** Larger than the device takes. */
    TOO_LARGE,
    /** Given up for newer ones: the device was away for too long. */
    DROPPED,
    /** Not a command; left in Kafka. */
    UNREADABLE;

    private final String tag = name().toLowerCase(Locale.ROOT).replace('_', '-');

    public String tag() {
        return tag;
    }
}
