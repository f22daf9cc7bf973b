package io.cityops.gateway.limits;

import org.jspecify.annotations.Nullable;

/**
 * How many messages and bytes a second one device or one connection may send, with a burst of some seconds' worth. Safe
 * across threads.
 */
public final class Quota {
    private static final long SAMPLE_NANOS = 1_000_000_000;

    private final Kind messagesKind;
    private final Kind bytesKind;
    private final TokenBucket messages;
    private final TokenBucket bytes;
    private long sampleAtNanos;

    /** Which limit was met; a closed list, used as metric tag. */
    public enum Kind {
        DEVICE_MESSAGES,
        DEVICE_BYTES,
        CONNECTION_MESSAGES,
        CONNECTION_BYTES;

        public String tag() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * How much, on average and at once.
     *
     * @param burstSeconds how many seconds' worth may come at once
     */
    public record Rate(int messagesPerSecond, int bytesPerSecond, int burstSeconds) {}

    /**
     * What is to be done about a message that was read already.
     *
     * @param met null when it is within the limits
     * @param waitNanos how long nothing more is to be read
     */
    public record Debt(@Nullable Kind met, long waitNanos) {
        static final Debt NONE = new Debt(null, 0);
    }

    Quota(Kind messagesKind, Kind bytesKind, Rate rate, long nowNanos) {
        this.messagesKind = messagesKind;
        this.bytesKind = bytesKind;
        this.messages = bucket(rate.messagesPerSecond, rate.burstSeconds, nowNanos);
        this.bytes = bucket(rate.bytesPerSecond, rate.burstSeconds, nowNanos);
        this.sampleAtNanos = nowNanos;
    }

    /** Takes a message in any case. */
    public synchronized Debt take(int messageBytes, long nowNanos) {
        long messageWait = messages.force(1, nowNanos);
        long byteWait = bytes.force(messageBytes, nowNanos);
        if (messageWait == 0 && byteWait == 0) {
            return Debt.NONE;
        }
        return messageWait >= byteWait ? new Debt(messagesKind, messageWait) : new Debt(bytesKind, byteWait);
    }

    /**
     * Takes a message if it is within the limits.
     *
     * @return which limit it would break; null when it was taken
     */
    public synchronized @Nullable Kind takeIfWithin(int messageBytes, long nowNanos) {
        if (!messages.take(1, nowNanos)) {
            return messagesKind;
        }
        return bytes.take(messageBytes, nowNanos) ? null : bytesKind;
    }

    /** Once a second: whether this refusal is to be kept, as a sample of many. */
    public synchronized boolean isSample(long nowNanos) {
        if (nowNanos - sampleAtNanos < 0) {
            return false;
        }
        sampleAtNanos = nowNanos + SAMPLE_NANOS;
        return true;
    }

    synchronized boolean isUnused(long nowNanos) {
        return messages.isFull(nowNanos) && bytes.isFull(nowNanos) && nowNanos - sampleAtNanos >= 0;
    }

    private static TokenBucket bucket(int perSecond, int burstSeconds, long nowNanos) {
        return new TokenBucket(perSecond, (double) perSecond * burstSeconds, nowNanos);
    }
}
