package io.cityops.gateway.mqtt;

import java.util.BitSet;

/**
 * Packet ids of QoS 2 messages from PUBLISH to PUBREL, so that a resent one is not stored again. Lives as long as the
 * connection: after a reconnect a resent message comes in as a duplicate, which the jobs remove. Confined to the event
 * loop.
 */
final class ReceivedOnce {
    private final BitSet received = new BitSet();
    private final BitSet recorded = new BitSet();

    /** @return false when a message with this id is open already */
    boolean open(int packetId) {
        if (received.get(packetId)) {
            return false;
        }
        received.set(packetId);
        return true;
    }

    /** PUBREC with success was sent. */
    void record(int packetId) {
        recorded.set(packetId);
    }

    boolean isRecorded(int packetId) {
        return recorded.get(packetId);
    }

    /** @return false when no such message was open */
    boolean release(int packetId) {
        boolean open = received.get(packetId);
        received.clear(packetId);
        recorded.clear(packetId);
        return open;
    }
}
