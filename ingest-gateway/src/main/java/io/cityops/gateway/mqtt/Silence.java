package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import org.jspecify.annotations.Nullable;

/** How long a client has said nothing, or has read nothing, and how long it may. Times as {@link System#nanoTime}. */
final class Silence {
    private long heardAtNanos;
    private long unreadSinceNanos;
    private long unreadBytes;
    private long allowedNanos;

    Silence(long nowNanos) {
        heardAtNanos = nowNanos;
    }

    /** @param nanos 0 for as long as it likes */
    void allow(long nanos) {
        allowedNanos = nanos;
    }

    void heard() {
        heardAtNanos = System.nanoTime();
    }

    void readsAgain() {
        unreadSinceNanos = 0;
    }

    void readsNoMore() {
        unreadSinceNanos = System.nanoTime();
        unreadBytes = Long.MAX_VALUE;
    }

    /** Of a client that does not read all it is sent: who reads slowly, but reads, is waited for. */
    void unread(long bytes, long nowNanos) {
        if (unreadSinceNanos != 0 && bytes < unreadBytes) {
            unreadSinceNanos = nowNanos;
        }
        unreadBytes = bytes;
    }

    /**
     * Why the client is to be cut off now; null when it is not.
     *
     * @param listenedTo false while the gateway does not read it, so that it cannot be heard
     */
    @Nullable
    CloseCause tooLongAt(long nowNanos, boolean listenedTo) {
        if (unreadSinceNanos != 0
                && nowNanos - unreadSinceNanos > Math.max(TimeLimits.NOT_READING_NANOS, allowedNanos)) {
            return CloseCause.NOT_READING;
        }
        return allowedNanos > 0 && nowNanos - heardAtNanos > allowedNanos && listenedTo ? CloseCause.KEEP_ALIVE : null;
    }
}
