package io.cityops.gateway.mqtt;

import io.cityops.gateway.mqtt.wire.Connect;
import io.cityops.gateway.mqtt.wire.Disconnect;
import io.cityops.gateway.mqtt.wire.PacketHandler;
import io.cityops.gateway.mqtt.wire.PacketType;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.mqtt.wire.Protocol;
import io.cityops.gateway.mqtt.wire.Publish;
import io.cityops.gateway.mqtt.wire.Reply;
import io.cityops.gateway.mqtt.wire.Subscribe;
import io.cityops.gateway.mqtt.wire.Unsubscribe;
import io.cityops.gateway.mqtt.wire.Violation;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.SampledLog;
import io.cityops.gateway.operations.SignInOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands each packet of a client to who answers it: the entrance, its messages, its commands. On the event loop. */
final class ClientPackets implements PacketHandler {
    private static final Logger log = LoggerFactory.getLogger(ClientPackets.class);
    private static final SampledLog faults = new SampledLog(log);

    private final MqttConnection connection;
    private final Reception reception;
    private final PacketWriter writer;

    ClientPackets(MqttConnection connection, Reception reception, PacketWriter writer) {
        this.connection = connection;
        this.reception = reception;
        this.writer = writer;
    }

    @Override
    public void speaks(boolean mqtt5) {
        connection.speaks(mqtt5);
    }

    @Override
    public void unsupported(Protocol protocol) {
        connection.speaks(protocol == Protocol.TOO_NEW);
        if (protocol == Protocol.FOREIGN) {
            reception.meters().signIn(SignInOutcome.UNSUPPORTED_VERSION);
            connection.close(CloseCause.SIGN_IN_REFUSED);
        } else {
            connection.signingIn().refuse(SignInOutcome.UNSUPPORTED_VERSION, "");
        }
    }

    @Override
    public void connect(Connect packet) {
        connection.signingIn().connect(packet);
    }

    @Override
    public void publish(Publish packet) {
        Conversation sender = connection.heard();
        sender.flow().publish(sender.device(), packet);
        connection.pauseIfFull();
    }

    @Override
    public void reply(int type, Reply packet) {
        Conversation sender = connection.heard();
        switch (type) {
            case PacketType.PUBREL -> sender.acknowledgements().release(packet.packetId());
            case PacketType.PUBACK -> sender.commands().acknowledged(sender.device(), packet.packetId());
            case PacketType.PUBREC -> {
                if (!packet.isError()) {
                    writer.reply(PacketType.PUBREL, packet.packetId(), ReasonCodes.PACKET_IDENTIFIER_NOT_FOUND, null);
                }
            }
            default -> {
                // a PUBCOMP answers nothing that was sent
            }
        }
    }

    @Override
    public void subscribe(Subscribe packet) {
        Conversation sender = connection.heard();
        sender.commands().subscribe(sender.device(), packet);
    }

    @Override
    public void unsubscribe(Unsubscribe packet) {
        Conversation sender = connection.heard();
        sender.commands().unsubscribe(sender.device(), packet);
    }

    @Override
    public void ping() {
        connection.heard();
        writer.pingresp();
    }

    @Override
    public void disconnect(Disconnect packet) {
        connection.heard().disconnected(packet);
        connection.close(CloseCause.CLIENT);
    }

    @Override
    public void tooLarge(String topic, long packetBytes) {
        Conversation sender = connection.client();
        if (sender != null) {
            sender.flow().tooLarge(sender.device(), topic, packetBytes);
        }
    }

    @Override
    public void violated(Violation violation) {
        log.debug("the client broke the protocol: {}", violation.getMessage());
        CloseCause cause = violation.closeCause();
        if (connection.client() == null) {
            reception.meters().signIn(SignInOutcome.MALFORMED);
            // MQTT 3.1.1 wants no CONNACK here, [MQTT-3.1.4-1].
            if (connection.speaks5()) {
                writer.refuse(cause.disconnectCode() & 0xFF, cause.tag());
            }
        }
        connection.close(cause);
    }

    @Override
    public void failed(RuntimeException fault) {
        faults.warn("a packet could not be handled, the connection is closed", fault);
        connection.close(CloseCause.GATEWAY_FAULT);
    }

    @Override
    public void readComplete() {
        connection.readComplete();
    }

    @Override
    public void writabilityChanged() {
        connection.writabilityChanged();
    }

    @Override
    public void closed() {
        connection.closed();
    }
}
