package io.cityops.gateway.mqtt;

import io.cityops.model.command.Command;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one session, at least once each: those that wait, and those that were sent and not acknowledged. Lives
 * as long as the session. Commands come on Kafka's thread, all else on the connection's event loop.
 */
final class CommandQueue {
    static final int MAX_WAITING = 100;
    static final int MAX_WAITING_BYTES = 256 * 1024;

    private static final int MAX_PACKET_ID = 0xFFFF;

    private final ArrayDeque<Outgoing> waiting = new ArrayDeque<>(0);
    private final Map<Integer, Outgoing> unacknowledged = new LinkedHashMap<>(0);
    private @Nullable Subscription subscription;
    private int waitingBytes;
    private int newestPacketId;

    /**
     * One PUBLISH to the device.
     *
     * @param packetId 0 with QoS 0
     * @param retained sent because it was there when the device subscribed
     */
    record Outgoing(Command command, Subscription subscription, int packetId, boolean retained, boolean again) {}

    /** @return whether there was none before */
    synchronized boolean subscribe(Subscription granted) {
        boolean first = subscription == null;
        subscription = granted;
        return first;
    }

    /** What was sent stays until it is acknowledged; what waits is dropped with its subscription. */
    synchronized boolean unsubscribe() {
        boolean existed = subscription != null;
        subscription = null;
        waiting.clear();
        waitingBytes = 0;
        return existed;
    }

    synchronized boolean isSubscribed() {
        return subscription != null;
    }

    /**
     * @param present whether the device is connected; if not, a subscription of QoS 0 gets nothing
     * @return how many commands were given up: the oldest, to make room for this one
     */
    synchronized int offer(Command command, boolean retained, boolean present) {
        if (subscription == null || subscription.qos() == 0 && !present) {
            return 0;
        }
        waiting.add(new Outgoing(command, subscription, 0, retained, false));
        waitingBytes += command.payload().length;
        int dropped = 0;
        while (waiting.size() > MAX_WAITING || waitingBytes > MAX_WAITING_BYTES && waiting.size() > 1) {
            waitingBytes -= waiting.remove().command().payload().length;
            dropped++;
        }
        return dropped;
    }

    /** The next to send while no more than the client takes are unacknowledged; null when there is none. */
    synchronized @Nullable Outgoing next(int receiveMaximum) {
        Outgoing first = waiting.peek();
        boolean counted = first != null && first.subscription().qos() > 0;
        if (first == null || counted && unacknowledged.size() >= receiveMaximum) {
            return null;
        }
        waiting.remove();
        waitingBytes -= first.command().payload().length;
        if (!counted) {
            return first;
        }
        Outgoing sent = new Outgoing(first.command(), first.subscription(), nextPacketId(), first.retained(), false);
        unacknowledged.put(sent.packetId(), sent);
        return sent;
    }

    /** What has to be sent again on a new connection, in the order in which it was sent first. */
    synchronized List<Outgoing> unacknowledged() {
        List<Outgoing> again = new ArrayList<>(unacknowledged.size());
        for (Outgoing sent : unacknowledged.values()) {
            again.add(new Outgoing(sent.command(), sent.subscription(), sent.packetId(), sent.retained(), true));
        }
        return again;
    }

    /** @return false when nothing was sent under this id */
    synchronized boolean acknowledge(int packetId) {
        return unacknowledged.remove(packetId) != null;
    }

    private int nextPacketId() {
        do {
            newestPacketId = newestPacketId == MAX_PACKET_ID ? 1 : newestPacketId + 1;
        } while (unacknowledged.containsKey(newestPacketId));
        return newestPacketId;
    }
}
