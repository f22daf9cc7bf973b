package io.cityops.simulators.device;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One MQTT message of one device.
 *
 * @param payload owned by this record; never changed
 * @param contents one entry an observation
 * @param fault why the message is as it is; null when it is in order
 */
public record Publication(
        String deviceId,
        String topic,
        byte[] payload,
        List<Content> contents,
        @Nullable Fault fault) {
    public Publication {
        contents = List.copyOf(contents);
    }
}
