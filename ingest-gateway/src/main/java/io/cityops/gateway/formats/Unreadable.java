package io.cityops.gateway.formats;

import io.cityops.model.telemetry.RejectReason;

/** A payload that cannot be read as what it should be; carries the reason and a detail for a person. */
final class Unreadable extends Exception {
    private final RejectReason reason;

    Unreadable(RejectReason reason, String detail) {
        super(detail, null, false, false);
        this.reason = reason;
    }

    static Unreadable malformed(String detail) {
        return new Unreadable(RejectReason.MALFORMED, detail);
    }

    static Unreadable unsupported(String detail) {
        return new Unreadable(RejectReason.UNSUPPORTED_FORMAT, detail);
    }

    RejectReason reason() {
        return reason;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
