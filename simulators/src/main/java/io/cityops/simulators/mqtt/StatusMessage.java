package io.cityops.simulators.mqtt;

import io.cityops.simulators.device.Publication;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What is told of a device's connection, retained, at least once: birth when it comes, death as its last will, and
 * farewell when it leaves in order.
 *
 * @param payload JSON
 */
record StatusMessage(String deviceId, String topic, byte[] payload) {
    static final int QOS = 1;

    static StatusMessage birth(String deviceId, String sector) {
        return of(deviceId, sector, "{\"status\":\"online\"}");
    }

    static StatusMessage death(String deviceId, String sector) {
        return of(deviceId, sector, "{\"status\":\"offline\",\"reason\":\"connection lost\"}");
    }

    static StatusMessage farewell(String deviceId, String sector) {
        return of(deviceId, sector, "{\"status\":\"offline\",\"reason\":\"switched off\"}");
    }

    Publication publication() {
        return new Publication(deviceId, deviceId, topic, payload, QOS, true, List.of(), null);
    }

    private static StatusMessage of(String deviceId, String sector, String json) {
        return new StatusMessage(
                deviceId, "city/" + sector + "/" + deviceId + "/status", json.getBytes(StandardCharsets.UTF_8));
    }
}
