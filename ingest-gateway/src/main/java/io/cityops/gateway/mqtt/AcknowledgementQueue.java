package io.cityops.gateway.mqtt;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The messages of one connection that wait for Kafka. MQTT wants acknowledgements in the order of the messages, so one
 * that is settled early waits for those before it. Confined to the connection's event loop.
 */
final class AcknowledgementQueue {
    private final ArrayDeque<PendingAcknowledgement> pending = new ArrayDeque<>(0);

    void add(PendingAcknowledgement message) {
        pending.add(message);
    }

    int size() {
        return pending.size();
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /**
     * Hands over, in order, what may be acknowledged now.
     *
     * @return false when the next message was lost: nothing after it may be acknowledged, close the connection
     */
    boolean advance(Consumer<PendingAcknowledgement> acknowledge) {
        PendingAcknowledgement first;
        while ((first = pending.peek()) != null) {
            if (first.isLost()) {
                return false;
            }
            if (!first.isStored()) {
                return true;
            }
            pending.poll();
            acknowledge.accept(first);
        }
        return true;
    }

    /** Hands over all that are settled, whatever their order: nobody is told any more. */
    void sweep(Consumer<PendingAcknowledgement> settled) {
        for (Iterator<PendingAcknowledgement> each = pending.iterator(); each.hasNext(); ) {
            PendingAcknowledgement message = each.next();
            if (message.isStored() || message.isLost()) {
                each.remove();
                settled.accept(message);
            }
        }
    }
}
