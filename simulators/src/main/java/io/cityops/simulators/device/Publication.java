package io.cityops.simulators.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT message about one device.
 *
 * @param deviceId whom it is about
 * @param publisher who publishes it: the device itself, or its concentrator
 * @param payload owned by this record; never changed
 * @param qos MQTT's 0, 1 or 2
 * @param retained whether the gateway is asked to keep it for those who come later
 * @param contents one entry an observation
 * @param fault why the message is as it is; null when it is in order
 */
public record Publication(
        String deviceId,
        String publisher,
        String topic,
        byte[] payload,
        int qos,
        boolean retained,
        List<Content> contents,
        @Nullable Fault fault) {
    public Publication {
        contents = List.copyOf(contents);
        if (qos < 0 || qos > 2) {
            throw new IllegalArgumentException("QoS " + qos + ": MQTT has 0, 1 and 2");
        }
    }

    /** Published by the device itself, at least once. */
    public Publication(String deviceId, String topic, byte[] payload, List<Content> contents, @Nullable Fault fault) {
        this(deviceId, deviceId, topic, payload, 1, false, contents, fault);
    }

    /** The same bytes for another reason. */
    Publication because(Fault reason) {
        return new Publication(deviceId, publisher, topic, payload, qos, retained, contents, reason);
    }
}
