package io.cityops.gateway.mqtt;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.mqtt.CommandQueue.Outgoing;
import io.cityops.gateway.mqtt.wire.PacketType;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.mqtt.wire.Subscribe;
import io.cityops.gateway.mqtt.wire.Topics;
import io.cityops.gateway.mqtt.wire.Unsubscribe;
import io.cityops.gateway.mqtt.wire.Violation;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.CommandOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.command.Command;
import java.util.List;

/**
 * Commands on one connection. A device may subscribe to its own command topic, and as a Sparkplug edge node to those of its
 * own that this specification names; each other filter is refused by its code. Confined to the event loop.
 */
final class CommandFlow {
    private static final int DUP = 0x08;
    private static final int RETAIN = 0x01;
    private static final int RETAINED_ON_FIRST_SUBSCRIPTION_ONLY = 1;
    private static final int NO_RETAINED = 2;

    private final Reception reception;
    private final PacketWriter writer;
    private final CommandQueue queue;
    private final EdgeSubscriptions edges;
    private final boolean mqtt5;
    private final int receiveMaximum;

    CommandFlow(
            Reception reception,
            PacketWriter writer,
            CommandQueue queue,
            EdgeSubscriptions edges,
            boolean mqtt5,
            int receiveMaximum) {
        this.reception = reception;
        this.writer = writer;
        this.queue = queue;
        this.edges = edges;
        this.mqtt5 = mqtt5;
        this.receiveMaximum = receiveMaximum;
    }

    void subscribe(KnownDevice device, Subscribe packet) {
        List<Subscribe.Filter> filters = packet.filters();
        byte[] codes = new byte[filters.size()];
        boolean retained = false;
        for (int i = 0; i < codes.length; i++) {
            Subscribe.Filter filter = filters.get(i);
            if (mqtt5 && Topics.isShared(filter.topicFilter())) {
                throw new Violation(CloseCause.SHARED_SUBSCRIPTION, "shared subscriptions are not available");
            }
            if (filter.topicFilter().equals(device.commandTopic())) {
                Subscription granted = Subscription.of(filter, packet.identifier());
                boolean first = queue.subscribe(granted);
                codes[i] = (byte) granted.qos();
                retained |= filter.retainHandling() < NO_RETAINED
                        && (first || filter.retainHandling() < RETAINED_ON_FIRST_SUBSCRIPTION_ONLY);
            } else if (reception.judge().isOwnEdgeTopic(device, filter.topicFilter())
                    && edges.add(filter.topicFilter())) {
                codes[i] = 0;
            } else {
                codes[i] = (byte) (mqtt5 ? ReasonCodes.NOT_AUTHORIZED : ReasonCodes.SUBSCRIBE_REFUSED_3);
            }
        }
        writer.codes(PacketType.SUBACK, packet.packetId(), codes);
        Command standing = retained ? reception.sessions().standingCommand(device.id()) : null;
        if (standing != null) {
            queue.offer(standing, true, true);
        }
        send(device);
    }

    void unsubscribe(KnownDevice device, Unsubscribe packet) {
        List<String> filters = packet.filters();
        byte[] codes = new byte[mqtt5 ? filters.size() : 0];
        for (int i = 0; i < filters.size(); i++) {
            boolean existed =
                    filters.get(i).equals(device.commandTopic()) ? queue.unsubscribe() : edges.remove(filters.get(i));
            if (mqtt5) {
                codes[i] = existed ? ReasonCodes.SUCCESS : ReasonCodes.NO_SUBSCRIPTION_EXISTED;
            }
        }
        writer.codes(PacketType.UNSUBACK, packet.packetId(), codes);
    }

    /** On a connection that goes on with a session: what was not acknowledged on the one before, then what waits. */
    void resume(KnownDevice device) {
        for (Outgoing again : queue.unacknowledged()) {
            write(device, again);
        }
        send(device);
    }

    /** Sends what waits, as much as the client takes and reads. */
    void send(KnownDevice device) {
        Outgoing next;
        while (writer.isWritable() && (next = queue.next(receiveMaximum)) != null) {
            write(device, next);
        }
    }

    /** What a Sparkplug edge node is asked, at most once as that specification wants it; nothing if it does not listen. */
    void ask(Request request) {
        if (edges.cover(request.topic()) && writer.isWritable()) {
            boolean sent = writer.publish(0, request.topic(), 0, 0, request.payload());
            reception.meters().command(sent ? CommandOutcome.SENT : CommandOutcome.TOO_LARGE);
        }
    }

    /** PUBACK, or a PUBREC that no QoS 1 message asks for but that ends it as well. */
    void acknowledged(KnownDevice device, int packetId) {
        if (queue.acknowledge(packetId)) {
            reception.meters().command(CommandOutcome.ACKNOWLEDGED);
            send(device);
        }
    }

    private void write(KnownDevice device, Outgoing outgoing) {
        Subscription subscription = outgoing.subscription();
        boolean retain = outgoing.retained()
                || subscription.retainAsPublished() && outgoing.command().retain();
        int flags = (outgoing.again() ? DUP : 0) | (outgoing.packetId() > 0 ? 1 << 1 : 0) | (retain ? RETAIN : 0);
        boolean sent = writer.publish(
                flags,
                device.commandTopic(),
                outgoing.packetId(),
                mqtt5 ? subscription.identifier() : 0,
                outgoing.command().payload());
        if (sent) {
            reception.meters().command(outgoing.again() ? CommandOutcome.SENT_AGAIN : CommandOutcome.SENT);
        } else {
            // MQTT-3.1.2-25: as if it had been delivered.
            queue.acknowledge(outgoing.packetId());
            reception.meters().command(CommandOutcome.TOO_LARGE);
        }
    }
}
