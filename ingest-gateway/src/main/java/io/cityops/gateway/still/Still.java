package io.cityops.gateway.still;

/**
 * One picture of a camera.
 *
 * @param takenAtMillis epoch milliseconds; as good as the gateway knows it, when it came in
 * @param jpeg not to be changed
 */
public record Still(String deviceId, long takenAtMillis, long receivedAtMillis, byte[] jpeg) {
    /** The largest that is taken. */
    public static final int MAX_BYTES = 256 * 1024;
}
