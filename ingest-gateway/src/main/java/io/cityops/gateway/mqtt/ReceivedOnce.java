package io.cityops.gateway.mqtt;

import java.util.BitSet;

/**
 * Packet ids of QoS 2 messages from PUBLISH to PUBREL, so that a resent one is not stored again. Part of the session, so
 * it outlives the connection as long as the session does. Two connections may meet here while one takes over.
 */
final class ReceivedOnce {
    private final BitSet open = new BitSet();
    private final BitSet recorded = new BitSet();

    /** What is known of a packet id. */
    enum Known {
        /** Nothing: the message is to be stored. */
        NEW,
        /** The message is on its way into Kafka. */
        WAITING,
        /** The message is stored, PUBREC is due. */
        RECORDED
    }

    synchronized Known open(int packetId) {
        if (recorded.get(packetId)) {
            return Known.RECORDED;
        }
        if (open.get(packetId)) {
            return Known.WAITING;
        }
        open.set(packetId);
        return Known.NEW;
    }

    /** The message is stored. */
    synchronized void record(int packetId) {
        recorded.set(packetId);
    }

    /** @return false when no such message was open */
    synchronized boolean release(int packetId) {
        boolean known = open.get(packetId);
        open.clear(packetId);
        recorded.clear(packetId);
        return known;
    }
}
