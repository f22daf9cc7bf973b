package io.cityops.model.telemetry;

/**
 * What a device says of itself on its status topic.
 *
 * @param origin who said it: the device, or the gateway by the device's last will
 */
public record DeviceStatus(String deviceId, long receivedAtMillis, Origin origin, byte[] payload) {
    public static final int MAX_PAYLOAD_BYTES = 4 * 1024;

    /** Who published a status. */
    public enum Origin {
        DEVICE,
        LAST_WILL
    }
}
