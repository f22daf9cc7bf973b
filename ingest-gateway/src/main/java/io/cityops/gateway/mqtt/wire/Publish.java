package io.cityops.gateway.mqtt.wire;

/**
 * PUBLISH of a client, its topic alias resolved.
 *
 * @param packetId 0 with QoS 0
 * @param duplicate the client says that it may have sent it before
 */
public record Publish(
        String topic, int qos, boolean duplicate, boolean retain, int packetId, Properties properties, byte[] payload) {

    /** Whether the payload is not the text that it is said to be. */
    public boolean isNotTheTextItClaims() {
        return properties.number(Property.PAYLOAD_FORMAT_INDICATOR, 0) == 1 && !Utf8.isWellFormed(payload);
    }
}
