package io.cityops.gateway.operations;

import java.util.Locale;

/** Why a connection ended; a closed list, used as metric tag, each with the DISCONNECT reason code of MQTT 5. */
public enum CloseCause {
    /** The client sent DISCONNECT. */
    CLIENT(0x00),
    /** The network or the client broke off without DISCONNECT. */
    NETWORK(0x00),
    SIGN_IN_REFUSED(0x00),
    CONNECT_TIMEOUT(0x00),
    CONNECTION_LIMIT(0x00),
    /** Too many connections from one address. */
    ADDRESS_LIMIT(0x00),
    /** A fault of ours; the log has it. */
    GATEWAY_FAULT(0x80),
    MALFORMED_PACKET(0x81),
    PROTOCOL_ERROR(0x82),
    /** Kafka did not take a message for good: closed without acknowledgement, so that the device sends it again. */
    NOT_STORED(0x83),
    /** What it signed in with is worth nothing any more: a changed token, a revoked or expired certificate. */
    NOT_AUTHORIZED(0x87),
    GATEWAY_STOPPING(0x8B),
    KEEP_ALIVE(0x8D),
    /** The client has not read what it was sent for as long as it may be silent. */
    NOT_READING(0x83),
    /** The same device signed in on another connection. */
    TAKEN_OVER(0x8E),
    TOPIC_FILTER_INVALID(0x8F),
    RECEIVE_MAXIMUM_EXCEEDED(0x93),
    TOPIC_ALIAS_INVALID(0x94),
    PACKET_TOO_LARGE(0x95),
    /** The registry disabled or removed the device. */
    LOCKED_OUT(0x98),
    PAYLOAD_FORMAT_INVALID(0x99),
    SHARED_SUBSCRIPTION(0x9E);

    private final String tag = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final byte disconnectCode;

    CloseCause(int disconnectCode) {
        this.disconnectCode = (byte) disconnectCode;
    }

    public String tag() {
        return tag;
    }

    /** 0 where no DISCONNECT is sent. */
    public byte disconnectCode() {
        return disconnectCode;
    }
}
