package io.cityops.gateway.mqtt;

import java.util.concurrent.TimeUnit;

/** How long a client may take, and for how long it is waited for. */
final class TimeLimits {
    /** Less than the ten seconds that are promised, by what accepting and cutting thousands of them may take. */
    static final long CONNECT_NANOS = TimeUnit.MILLISECONDS.toNanos(8_500);

    /** A client that has read nothing of what it was sent for so long is cut off. */
    static final long NOT_READING_NANOS = TimeUnit.SECONDS.toNanos(60);

    /** The longest keep-alive of an MQTT 5 client: one that is gone without a word does not hold its place for ever. */
    static final int MAX_KEEP_ALIVE_SECONDS = 3_600;

    /** How long a session outlives its connection at most, and that of MQTT 3.1.1 always. */
    static final long MAX_SESSION_EXPIRY_SECONDS = TimeUnit.DAYS.toSeconds(7);

    private TimeLimits() {}

    /** How long a client may be silent, by the keep-alive that holds for it: one and a half times as long. */
    static long silenceAllowedNanos(int keepAliveSeconds) {
        return TimeUnit.MILLISECONDS.toNanos(keepAliveSeconds * 1_500L);
    }
}
