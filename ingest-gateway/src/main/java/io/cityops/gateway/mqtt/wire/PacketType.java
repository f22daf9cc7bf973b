package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.operations.CloseCause;

/** The types of control packets and what the first byte of each may say (MQTT 5, 2.1). */
public final class PacketType {
    public static final int CONNECT = 1;
    public static final int CONNACK = 2;
    public static final int PUBLISH = 3;
    public static final int PUBACK = 4;
    public static final int PUBREC = 5;
    public static final int PUBREL = 6;
    public static final int PUBCOMP = 7;
    public static final int SUBSCRIBE = 8;
    public static final int SUBACK = 9;
    public static final int UNSUBSCRIBE = 10;
    public static final int UNSUBACK = 11;
    public static final int PINGREQ = 12;
    public static final int PINGRESP = 13;
    public static final int DISCONNECT = 14;
    public static final int AUTH = 15;

    /** The flags that PUBREL, SUBSCRIBE and UNSUBSCRIBE carry. */
    static final int REQUEST_FLAGS = 2;

    private static final int QOS_BITS = 0b0110;
    private static final int DUP_BIT = 0b1000;

    private PacketType() {}

    /** Refuses a first byte that no client may send, before anything more of the packet is awaited. */
    static void check(int type, int flags, boolean mqtt5) {
        switch (type) {
            case PUBLISH -> checkPublish(flags);
            case PUBREL, SUBSCRIBE, UNSUBSCRIBE -> {
                if (flags != REQUEST_FLAGS) {
                    throw new Violation(CloseCause.MALFORMED_PACKET, "MQTT-2.1.3-1: flags of packet type " + type);
                }
            }
            case CONNACK, SUBACK, UNSUBACK, PINGRESP ->
                throw new Violation(CloseCause.PROTOCOL_ERROR, "packet type " + type + " is sent by servers only");
            case 0 -> throw new Violation(CloseCause.MALFORMED_PACKET, "packet type 0 is reserved");
            default -> {
                if (type == AUTH && !mqtt5) {
                    throw new Violation(CloseCause.MALFORMED_PACKET, "packet type 15 is reserved in MQTT 3.1.1");
                }
                if (flags != 0) {
                    throw new Violation(CloseCause.MALFORMED_PACKET, "MQTT-2.1.3-1: flags of packet type " + type);
                }
            }
        }
    }

    private static void checkPublish(int flags) {
        if ((flags & QOS_BITS) == QOS_BITS) {
            throw new Violation(CloseCause.MALFORMED_PACKET, "MQTT-3.3.1-4: both QoS bits of PUBLISH are set");
        }
        if ((flags & QOS_BITS) == 0 && (flags & DUP_BIT) != 0) {
            throw new Violation(CloseCause.MALFORMED_PACKET, "MQTT-3.3.1-2: DUP is set with QoS 0");
        }
    }
}
