package io.cityops.gateway.mqtt;

import io.cityops.gateway.mqtt.wire.Disconnect;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.mqtt.wire.Property;
import io.cityops.gateway.mqtt.wire.Violation;
import io.cityops.gateway.mqtt.wire.Will;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.registry.KnownDevice;
import org.jspecify.annotations.Nullable;

/** What a signed-in client has on its connection: who it is, its session, its will, and both ways of messages. */
final class Conversation {
    private final Reception reception;
    private final Session session;
    private final Acknowledgements acknowledgements;
    private final PublishFlow flow;
    private final CommandFlow commands;
    private final boolean mayKeepSession;
    private KnownDevice device;
    private @Nullable Will will;

    Conversation(
            Reception reception,
            PacketWriter writer,
            MqttConnection connection,
            Settlements settlements,
            Entry entry,
            Session session,
            int receiveMaximum) {
        this.reception = reception;
        this.session = session;
        this.device = entry.device();
        this.will = entry.connect().will();
        this.mayKeepSession = entry.connect().sessionExpirySeconds() > 0;
        this.acknowledgements =
                new Acknowledgements(reception, writer, connection, settlements, session.received(), receiveMaximum);
        this.flow = new PublishFlow(entry.device().id(), reception, connection, acknowledgements);
        this.commands = new CommandFlow(
                reception,
                writer,
                session.commands(),
                session.edges(),
                entry.connect().mqtt5(),
                entry.connect().receiveMaximum());
    }

    KnownDevice device() {
        return device;
    }

    void deviceIs(KnownDevice now) {
        device = now;
    }

    PublishFlow flow() {
        return flow;
    }

    Acknowledgements acknowledgements() {
        return acknowledgements;
    }

    CommandFlow commands() {
        return commands;
    }

    /** The client takes its leave. */
    void disconnected(Disconnect packet) {
        long expiry = packet.properties().number(Property.SESSION_EXPIRY_INTERVAL, -1);
        if (expiry > 0 && !mayKeepSession) {
            throw new Violation(CloseCause.PROTOCOL_ERROR, "MQTT-3.14.2: a session expiry after one of 0");
        }
        if (expiry >= 0) {
            session.expireAfter(Entry.sessionExpirySeconds(expiry));
        }
        if (packet.endsWill()) {
            will = null;
        }
    }

    /**
     * The connection ends. When the gateway stops, wills stay unpublished: the devices are well and will be back at once,
     * here or on another gateway.
     */
    void over(CloseCause cause) {
        reception.sessions().leave(session, cause == CloseCause.GATEWAY_STOPPING ? null : will);
        will = null;
    }
}
