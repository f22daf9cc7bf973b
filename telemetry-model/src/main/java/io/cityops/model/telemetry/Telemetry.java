package io.cityops.model.telemetry;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One accepted MQTT message, with what the registry said of its device when it was received.
 *
 * @param expectedIntervalMillis how often the device is expected to report
 * @param receivedAtMillis the gateway's time, epoch milliseconds; event time of the stream advances by it
 * @param drill the drill for which the registry keeps the device; null in ordinary life. Never from the payload
 */
public record Telemetry(
        String deviceId,
        String deviceType,
        String sector,
        String area,
        long expectedIntervalMillis,
        long receivedAtMillis,
        List<Observation> observations,
        @Nullable String drill) {
    public Telemetry {
        observations = List.copyOf(observations);
    }

    /** A message of ordinary life. */
    public Telemetry(
            String deviceId,
            String deviceType,
            String sector,
            String area,
            long expectedIntervalMillis,
            long receivedAtMillis,
            List<Observation> observations) {
        this(deviceId, deviceType, sector, area, expectedIntervalMillis, receivedAtMillis, observations, null);
    }

    /** The same device and moment of receipt, with these observations. */
    public Telemetry with(List<Observation> others) {
        return new Telemetry(
                deviceId, deviceType, sector, area, expectedIntervalMillis, receivedAtMillis, others, drill);
    }

    /** The same as if it had been received at another moment. */
    public Telemetry receivedAt(long otherMillis) {
        return new Telemetry(
                deviceId, deviceType, sector, area, expectedIntervalMillis, otherMillis, observations, drill);
    }
}
