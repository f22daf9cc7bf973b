package io.cityops.gateway.mqtt;

import io.cityops.model.telemetry.NativePayload;
import java.util.concurrent.TimeUnit;

/** Bounds of what a client may send, and of how long it may take. */
final class PacketLimits {
    /** The largest payload, its topic and properties; announced to MQTT 5 clients. */
    static final int MAX_PACKET_BYTES = NativePayload.MAX_BYTES + 4 * 1024;

    static final long CONNECT_TIMEOUT_NANOS = TimeUnit.SECONDS.toNanos(10);

    private PacketLimits() {}

    /** Whether a decoded string holds NUL, or the character that stands for ill-formed UTF-8. */
    static boolean isIllFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\0' || c == '\uFFFD') {
                return true;
            }
        }
        return false;
    }

    /** How long a client may be silent, by the keep-alive it asked for: one and a half times as long. */
    static long silenceAllowedNanos(int keepAliveSeconds) {
        return TimeUnit.MILLISECONDS.toNanos(keepAliveSeconds * 1_500L);
    }
}
