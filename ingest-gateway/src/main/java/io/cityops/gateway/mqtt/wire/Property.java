package io.cityops.gateway.mqtt.wire;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The properties of MQTT 5 (2.2.2.2): identifier, type, and the packets of a client that may carry each. */
public enum Property {
    PAYLOAD_FORMAT_INDICATOR(0x01, Kind.FLAG, Place.PUBLISH, Place.WILL),
    MESSAGE_EXPIRY_INTERVAL(0x02, Kind.INT, Place.PUBLISH, Place.WILL),
    CONTENT_TYPE(0x03, Kind.STRING, Place.PUBLISH, Place.WILL),
    RESPONSE_TOPIC(0x08, Kind.TOPIC, Place.PUBLISH, Place.WILL),
    CORRELATION_DATA(0x09, Kind.BINARY, Place.PUBLISH, Place.WILL),
    /** In a PUBLISH it is for servers only. */
    SUBSCRIPTION_IDENTIFIER(0x0B, Kind.VARIABLE, Place.SUBSCRIBE, Place.PUBLISH),
    SESSION_EXPIRY_INTERVAL(0x11, Kind.INT, Place.CONNECT, Place.DISCONNECT),
    ASSIGNED_CLIENT_IDENTIFIER(0x12, Kind.STRING),
    SERVER_KEEP_ALIVE(0x13, Kind.SHORT),
    AUTHENTICATION_METHOD(0x15, Kind.STRING, Place.CONNECT, Place.AUTH),
    AUTHENTICATION_DATA(0x16, Kind.BINARY, Place.CONNECT, Place.AUTH),
    REQUEST_PROBLEM_INFORMATION(0x17, Kind.FLAG, Place.CONNECT),
    WILL_DELAY_INTERVAL(0x18, Kind.INT, Place.WILL),
    REQUEST_RESPONSE_INFORMATION(0x19, Kind.FLAG, Place.CONNECT),
    RESPONSE_INFORMATION(0x1A, Kind.STRING),
    /** In a DISCONNECT it is for servers only. */
    SERVER_REFERENCE(0x1C, Kind.STRING, Place.DISCONNECT),
    REASON_STRING(0x1F, Kind.STRING, Place.REPLY, Place.DISCONNECT, Place.AUTH),
    RECEIVE_MAXIMUM(0x21, Kind.SHORT, Place.CONNECT),
    TOPIC_ALIAS_MAXIMUM(0x22, Kind.SHORT, Place.CONNECT),
    TOPIC_ALIAS(0x23, Kind.SHORT, Place.PUBLISH),
    MAXIMUM_QOS(0x24, Kind.FLAG),
    RETAIN_AVAILABLE(0x25, Kind.FLAG),
    USER_PROPERTY(
            0x26,
            Kind.PAIR,
            Place.CONNECT,
            Place.WILL,
            Place.PUBLISH,
            Place.REPLY,
            Place.SUBSCRIBE,
            Place.UNSUBSCRIBE,
            Place.DISCONNECT,
            Place.AUTH),
    MAXIMUM_PACKET_SIZE(0x27, Kind.INT, Place.CONNECT),
    WILDCARD_SUBSCRIPTION_AVAILABLE(0x28, Kind.FLAG),
    SUBSCRIPTION_IDENTIFIER_AVAILABLE(0x29, Kind.FLAG),
    SHARED_SUBSCRIPTION_AVAILABLE(0x2A, Kind.FLAG);

    /** Where a client's properties stand. */
    enum Place {
        CONNECT,
        WILL,
        PUBLISH,
        /** PUBACK, PUBREC, PUBREL, PUBCOMP. */
        REPLY,
        SUBSCRIBE,
        UNSUBSCRIBE,
        DISCONNECT,
        AUTH
    }

    enum Kind {
        /** One byte, 0 or 1. */
        FLAG,
        SHORT,
        INT,
        VARIABLE,
        STRING,
        /** A string that names a topic. */
        TOPIC,
        BINARY,
        PAIR
    }

    private static final Property[] BY_ID = new Property[0x30];

    static {
        for (Property property : values()) {
            BY_ID[property.id] = property;
        }
    }

    private final int id;
    private final Kind kind;
    private final Set<Place> places;

    Property(int id, Kind kind, Place... places) {
        this.id = id;
        this.kind = kind;
        this.places = Set.of(places);
    }

    static @Nullable Property of(int id) {
        return id < BY_ID.length ? BY_ID[id] : null;
    }

    int id() {
        return id;
    }

    Kind kind() {
        return kind;
    }

    boolean belongsIn(Place place) {
        return places.contains(place);
    }
}
