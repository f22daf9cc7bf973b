package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Kind;
import io.cityops.gateway.mqtt.wire.Property.Place;
import io.cityops.gateway.operations.CloseCause;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The properties of one packet, checked. User properties are checked and passed over: nobody here asks for them. */
public final class Properties {
    public static final Properties NONE = new Properties(Map.of());

    private final Map<Property, Object> values;

    private Properties(Map<Property, Object> values) {
        this.values = values;
    }

    static Properties read(WireReader packet, Place place) {
        int length = packet.readVariable();
        if (length == 0) {
            return NONE;
        }
        WireReader in = packet.section(length);
        Map<Property, Object> values = new EnumMap<>(Property.class);
        while (in.remaining() > 0) {
            Property property = Property.of(in.readVariable());
            if (property == null || !property.belongsIn(place)) {
                throw Violation.malformed("a property that does not belong in " + place);
            }
            if (property.kind() == Kind.PAIR) {
                in.readString();
                in.readString();
            } else if (values.put(property, value(in, property)) != null) {
                throw Violation.protocolError(property + " more than once");
            }
        }
        return new Properties(values);
    }

    public boolean has(Property property) {
        return values.containsKey(property);
    }

    /** A number of whatever width. */
    public long number(Property property, long absent) {
        return values.get(property) instanceof Long number ? number : absent;
    }

    public @Nullable String string(Property property) {
        return values.get(property) instanceof String text ? text : null;
    }

    private static Object value(WireReader in, Property property) {
        return switch (property.kind()) {
            case FLAG -> flag(in, property);
            case SHORT -> nonZero(in.readShort(), property);
            case INT -> nonZero(in.readInt(), property);
            case VARIABLE -> nonZero(in.readVariable(), property);
            case TOPIC -> responseTopic(in.readString());
            case STRING, PAIR -> in.readString();
            case BINARY -> in.readBinary();
        };
    }

    private static Long flag(WireReader in, Property property) {
        long value = in.readByte();
        if (value > 1) {
            throw Violation.protocolError(property + " is neither 0 nor 1");
        }
        return value;
    }

    private static Long nonZero(long value, Property property) {
        if (value == 0) {
            switch (property) {
                case RECEIVE_MAXIMUM, MAXIMUM_PACKET_SIZE, SUBSCRIPTION_IDENTIFIER ->
                    throw Violation.protocolError(property + " is 0");
                case TOPIC_ALIAS -> throw new Violation(CloseCause.TOPIC_ALIAS_INVALID, "MQTT-3.3.2-8: alias 0");
                default -> {
                    // 0 has a meaning
                }
            }
        }
        return value;
    }

    private static String responseTopic(String topic) {
        if (topic.isEmpty() || Topics.hasWildcard(topic)) {
            throw Violation.protocolError("MQTT-3.3.2-14: the response topic is empty or has a wildcard");
        }
        return topic;
    }
}
