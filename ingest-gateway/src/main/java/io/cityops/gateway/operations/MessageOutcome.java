package io.cityops.gateway.operations;

import java.util.Locale;

/** What became of one PUBLISH; a closed list, used as metric tag. */
public enum MessageOutcome {
    /** Telemetry, every value good. */
    ACCEPTED,
    /** Telemetry, stored for its good values; the bad ones are kept as rejected. */
    PARTIAL,
    /** Nothing of it was good; kept as rejected. */
    REJECTED,
    /** A device's word of itself. */
    STATUS,
    /** A camera's picture that is one; whether it was stored, other meters tell. */
    STILL;

    private final String tag = name().toLowerCase(Locale.ROOT);

    public String tag() {
        return tag;
    }
}
