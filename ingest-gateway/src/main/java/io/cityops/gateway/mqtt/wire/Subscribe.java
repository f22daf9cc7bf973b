package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Place;
import io.cityops.gateway.operations.CloseCause;
import java.util.ArrayList;
import java.util.List;

/**
 * SUBSCRIBE.
 *
 * @param identifier the subscription identifier; 0 when there is none
 */
public record Subscribe(int packetId, int identifier, List<Filter> filters) {

    /** One topic filter with its options; those of MQTT 5 have their defaults in MQTT 3.1.1. */
    public record Filter(String topicFilter, int qos, boolean retainAsPublished, int retainHandling) {}

    private static final int QOS = 0x03;
    private static final int NO_LOCAL = 0x04;
    private static final int RETAIN_AS_PUBLISHED = 0x08;
    private static final int RESERVED_5 = 0xC0;
    private static final int RESERVED_3 = 0xFC;
    private static final int MAX_QOS = 2;
    private static final int MAX_RETAIN_HANDLING = 2;

    static Subscribe read(WireReader in, boolean mqtt5) {
        int packetId = in.readShort();
        if (packetId == 0) {
            throw Violation.protocolError("MQTT-2.2.1-3: packet identifier 0");
        }
        Properties properties = mqtt5 ? Properties.read(in, Place.SUBSCRIBE) : Properties.NONE;
        List<Filter> filters = new ArrayList<>(1);
        while (in.remaining() > 0) {
            String filter = readFilter(in, mqtt5);
            filters.add(options(filter, in.readByte(), mqtt5));
        }
        if (filters.isEmpty()) {
            throw Violation.protocolError("MQTT-3.8.3-2: SUBSCRIBE without a filter");
        }
        return new Subscribe(packetId, (int) properties.number(Property.SUBSCRIPTION_IDENTIFIER, 0), filters);
    }

    static String readFilter(WireReader in, boolean mqtt5) {
        String filter = in.readString();
        if (filter.isEmpty()) {
            throw Violation.protocolError("MQTT-4.7.3-1: an empty topic filter");
        }
        if (!Topics.isFilter(filter, mqtt5)) {
            throw new Violation(CloseCause.TOPIC_FILTER_INVALID, "MQTT-4.7.1: wildcards that are no filter");
        }
        return filter;
    }

    private static Filter options(String filter, int options, boolean mqtt5) {
        if ((options & (mqtt5 ? RESERVED_5 : RESERVED_3)) != 0) {
            throw Violation.malformed("MQTT-3.8.3-5: reserved bits of the subscription options");
        }
        int qos = options & QOS;
        int retainHandling = options >> 4 & 3;
        if (qos > MAX_QOS || retainHandling > MAX_RETAIN_HANDLING) {
            throw Violation.protocolError("QoS 3 or retain handling 3 in the subscription options");
        }
        if (mqtt5 && (options & NO_LOCAL) != 0 && Topics.isShared(filter)) {
            throw Violation.protocolError("MQTT-3.8.3-4: no local on a shared subscription");
        }
        return new Filter(filter, qos, (options & RETAIN_AS_PUBLISHED) != 0, retainHandling);
    }
}
