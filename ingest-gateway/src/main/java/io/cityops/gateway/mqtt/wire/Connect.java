package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Place;
import io.cityops.gateway.operations.CloseCause;
import org.jspecify.annotations.Nullable;

/**
 * CONNECT.
 *
 * @param clientId empty when the server is to choose
 * @param cleanStart Clean Session in MQTT 3.1.1
 */
public record Connect(
        boolean mqtt5,
        String clientId,
        boolean cleanStart,
        int keepAliveSeconds,
        Properties properties,
        @Nullable Will will,
        @Nullable String userName,
        byte @Nullable [] password) {

    /** The session never expires. */
    public static final long NEVER = 0xFFFF_FFFFL;

    private static final int RESERVED = 0x01;
    private static final int CLEAN_START = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_RETAIN = 0x20;
    private static final int PASSWORD = 0x40;
    private static final int USER_NAME = 0x80;
    private static final int MAX_QOS = 2;
    private static final int DEFAULT_RECEIVE_MAXIMUM = 0xFFFF;

    static Connect read(WireReader in, boolean mqtt5) {
        int flags = in.readByte();
        checkFlags(flags, mqtt5);
        int keepAlive = in.readShort();
        Properties properties = mqtt5 ? Properties.read(in, Place.CONNECT) : Properties.NONE;
        if (properties.has(Property.AUTHENTICATION_DATA) && !properties.has(Property.AUTHENTICATION_METHOD)) {
            throw Violation.protocolError("authentication data without a method");
        }
        String clientId = in.readString();
        Will will = (flags & WILL) == 0 ? null : will(in, flags, mqtt5);
        String userName = (flags & USER_NAME) == 0 ? null : in.readString();
        byte[] password = (flags & PASSWORD) == 0 ? null : in.readBinary();
        in.expectEnd();
        return new Connect(
                mqtt5, clientId, (flags & CLEAN_START) != 0, keepAlive, properties, will, userName, password);
    }

    /** Seconds that the session is to outlive the connection. */
    public long sessionExpirySeconds() {
        if (mqtt5) {
            return properties.number(Property.SESSION_EXPIRY_INTERVAL, 0);
        }
        return cleanStart ? 0 : NEVER;
    }

    public boolean wantsMethod() {
        return properties.has(Property.AUTHENTICATION_METHOD);
    }

    /** Clients get reason strings unless they say that they do not want them. */
    public boolean wantsReasons() {
        return properties.number(Property.REQUEST_PROBLEM_INFORMATION, 1) != 0;
    }

    /** How many unacknowledged messages the client takes. */
    public int receiveMaximum() {
        return (int) properties.number(Property.RECEIVE_MAXIMUM, DEFAULT_RECEIVE_MAXIMUM);
    }

    public long maximumPacketBytes() {
        return properties.number(Property.MAXIMUM_PACKET_SIZE, Long.MAX_VALUE);
    }

    private static void checkFlags(int flags, boolean mqtt5) {
        if ((flags & RESERVED) != 0) {
            throw Violation.malformed("MQTT-3.1.2-3: the reserved connect flag is set");
        }
        if ((flags & WILL) == 0 && (willQos(flags) != 0 || (flags & WILL_RETAIN) != 0)) {
            throw Violation.malformed("MQTT-3.1.2-11: will QoS or retain without a will");
        }
        if (willQos(flags) > MAX_QOS) {
            throw Violation.malformed("MQTT-3.1.2-12: will QoS 3");
        }
        if (!mqtt5 && (flags & PASSWORD) != 0 && (flags & USER_NAME) == 0) {
            throw Violation.malformed("MQTT-3.1.2-22: a password without a user name");
        }
    }

    private static Will will(WireReader in, int flags, boolean mqtt5) {
        Properties properties = mqtt5 ? Properties.read(in, Place.WILL) : Properties.NONE;
        String topic = in.readString();
        byte[] payload = in.readBinary();
        if (topic.isEmpty() || Topics.hasWildcard(topic)) {
            throw Violation.malformed("MQTT-4.7.3-1: the will topic is empty or has a wildcard");
        }
        if (properties.number(Property.PAYLOAD_FORMAT_INDICATOR, 0) == 1 && !Utf8.isWellFormed(payload)) {
            throw new Violation(CloseCause.PAYLOAD_FORMAT_INVALID, "the will is not UTF-8 as it says");
        }
        long delaySeconds = properties.number(Property.WILL_DELAY_INTERVAL, 0);
        return new Will(topic, payload, willQos(flags), (flags & WILL_RETAIN) != 0, delaySeconds);
    }

    private static int willQos(int flags) {
        return flags >> 3 & 3;
    }
}
