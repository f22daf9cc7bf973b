package io.cityops.model.command;

/**
 * A command to one device, in words that the device understands.
 *
 * @param retain kept as the device's standing command: it reaches the device each time it subscribes, until another one
 *     takes its place. An empty payload takes it away
 */
public record Command(long issuedAtMillis, boolean retain, byte[] payload) {
    public static final int MAX_PAYLOAD_BYTES = 64 * 1024;

    public Command {
        if (payload.length > MAX_PAYLOAD_BYTES) {
            throw new IllegalArgumentException(
                    "a command of " + payload.length + " bytes, allowed are " + MAX_PAYLOAD_BYTES);
        }
    }

    /** Whether it only takes the standing command away. */
    public boolean clears() {
        return retain && payload.length == 0;
    }
}
