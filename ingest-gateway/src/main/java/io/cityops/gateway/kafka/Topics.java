package io.cityops.gateway.kafka;

/** The Kafka topics that the gateway writes. */
public final class Topics {
    /** Key: device id. Value: a telemetry message, or a tick. */
    public static final String TELEMETRY = "telemetry";

    /** What was refused, each with its reason. */
    public static final String REJECTED = "telemetry.rejected";

    /** Compacted. Key: device id. Value: the device; none when it was removed. */
    public static final String DEVICES = "devices";

    /** Compacted. Key: device id. Value: what the device, or its last will, said of it last. */
    public static final String STATUS = "status";

    /** Which gateway a device has signed in on. Key: device id. Value: an announcement of {@link Takeovers}. */
    public static final String SESSIONS = "sessions";

    private Topics() {}
}
