package io.cityops.model.telemetry;

import java.util.List;

/**
 * One accepted MQTT message, with what the registry said of its device when it was received.
 *
 * @param expectedIntervalMillis how often the device is expected to report
 * @param receivedAtMillis the gateway's time, epoch milliseconds; event time of the stream advances by it
 */
public record Telemetry(
        String deviceId,
        String deviceType,
        String sector,
        String area,
        long expectedIntervalMillis,
        long receivedAtMillis,
        List<Observation> observations) {
    public Telemetry {
        observations = List.copyOf(observations);
    }
}
