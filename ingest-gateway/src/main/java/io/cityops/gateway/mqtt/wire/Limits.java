package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.still.Still;
import io.cityops.model.telemetry.NativePayload;

/** Bounds of what a client may send; announced to MQTT 5 clients. */
public final class Limits {
    /** The largest payload, its topic and properties. */
    public static final int MAX_PACKET_BYTES = NativePayload.MAX_BYTES + 4 * 1024;

    /** The same for those who may send stills. */
    public static final int MAX_STILL_PACKET_BYTES = Still.MAX_BYTES + 4 * 1024;

    /** A stranger's packet is held in memory before anyone knows whose it is. */
    static final int MAX_CONNECT_BYTES = 16 * 1024;

    public static final int TOPIC_ALIAS_MAXIMUM = 32;

    private Limits() {}
}
