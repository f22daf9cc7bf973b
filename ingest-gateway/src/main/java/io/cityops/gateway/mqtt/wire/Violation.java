package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.operations.CloseCause;

/** What a client sent that the protocol forbids; ends the connection. Has no stack: strangers make it happen at will. */
public final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final CloseCause closeCause;

    /** @param rule the normative statement, or what is wrong in a few words; for the log at DEBUG */
    public Violation(CloseCause closeCause, String rule) {
        super(rule, null, false, false);
        this.closeCause = closeCause;
    }

    public CloseCause closeCause() {
        return closeCause;
    }

    static Violation malformed(String rule) {
        return new Violation(CloseCause.MALFORMED_PACKET, rule);
    }

    static Violation protocolError(String rule) {
        return new Violation(CloseCause.PROTOCOL_ERROR, rule);
    }
}
