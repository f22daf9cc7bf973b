package io.cityops.simulators.load;

/**
 * Messages of one connection that wait for their answer. The k-th message has packet identifier {@code k % size + 1}, so
 * that an answer leads back to its message without any table. Message numbers count from 0.
 */
final class SlidingWindow {
    private static final long FREE = 0;
    private static final long LEAST = 1;

    /** By slot: when its message was sent, in nanoseconds and never 0; negative once a PUBREC was received. */
    private final long[] sentAt;

    private long next;
    private int open;

    SlidingWindow(int size) {
        this.sentAt = new long[size];
    }

    /** The message that is sent next. */
    long next() {
        return next;
    }

    int open() {
        return open;
    }

    /** Whether the next message's packet identifier is free. */
    boolean hasRoom() {
        return sentAt[slot(next)] == FREE;
    }

    /** Marks the next message as sent, and returns its packet identifier. */
    int send(long nanos) {
        int slot = slot(next);
        sentAt[slot] = Math.max(LEAST, nanos);
        next++;
        open++;
        return slot + 1;
    }

    /** Passes over the next message, for which no answer will come. */
    void skip() {
        next++;
    }

    /** The message that has this packet identifier; -1 when none is waiting under it. */
    long waiting(int packetId) {
        int slot = packetId - 1;
        if (slot < 0 || slot >= sentAt.length || sentAt[slot] == FREE) {
            return -1;
        }
        return inSlot(slot);
    }

    long sentAt(int packetId) {
        return Math.abs(sentAt[packetId - 1]);
    }

    boolean isReceived(int packetId) {
        return sentAt[packetId - 1] < 0;
    }

    /** A PUBREC has come: from now on only its PUBREL is to be sent again. */
    void received(int packetId) {
        sentAt[packetId - 1] = -sentAt(packetId);
    }

    void close(int packetId) {
        sentAt[packetId - 1] = FREE;
        open--;
    }

    /** The oldest message number that may still wait. */
    long oldest() {
        return Math.max(0, next - sentAt.length);
    }

    int packetId(long message) {
        return slot(message) + 1;
    }

    private int slot(long message) {
        return (int) (message % sentAt.length);
    }

    private long inSlot(int slot) {
        long newest = next - 1;
        return newest - Math.floorMod(newest - slot, (long) sentAt.length);
    }
}
