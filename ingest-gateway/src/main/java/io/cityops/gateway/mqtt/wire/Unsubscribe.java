package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Place;
import java.util.ArrayList;
import java.util.List;

/** UNSUBSCRIBE. */
public record Unsubscribe(int packetId, List<String> filters) {
    static Unsubscribe read(WireReader in, boolean mqtt5) {
        int packetId = in.readShort();
        if (packetId == 0) {
            throw Violation.protocolError("MQTT-2.2.1-3: packet identifier 0");
        }
        if (mqtt5) {
            Properties.read(in, Place.UNSUBSCRIBE);
        }
        List<String> filters = new ArrayList<>(1);
        while (in.remaining() > 0) {
            filters.add(Subscribe.readFilter(in, mqtt5));
        }
        if (filters.isEmpty()) {
            throw Violation.protocolError("MQTT-3.10.3-2: UNSUBSCRIBE without a filter");
        }
        return new Unsubscribe(packetId, filters);
    }
}
