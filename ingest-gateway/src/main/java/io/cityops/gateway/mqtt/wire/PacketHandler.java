package io.cityops.gateway.mqtt.wire;

/** Takes the packets of one connection in their order, on its event loop. */
public interface PacketHandler {
    /** The first of a CONNECT was read: answers are to be in this version. */
    void speaks(boolean mqtt5);

    void connect(Connect packet);

    /** A CONNECT of a protocol that is not spoken here; nothing more is read. */
    void unsupported(Protocol protocol);

    void publish(Publish packet);

    /** @param type one of PUBACK, PUBREC, PUBREL and PUBCOMP */
    void reply(int type, Reply packet);

    void subscribe(Subscribe packet);

    void unsubscribe(Unsubscribe packet);

    void ping();

    void disconnect(Disconnect packet);

    /** The client broke the protocol; nothing more is read. */
    void violated(Violation violation);

    /** A PUBLISH over the limit, of whose payload nothing was kept; {@link #violated} follows. */
    void tooLarge(String topic, long packetBytes);

    /** A packet could not be handled through a fault of ours; nothing more is read. */
    void failed(RuntimeException fault);

    /** For now there is nothing more to read. */
    void readComplete();

    /** The client reads again what it is sent, or has stopped to. */
    void writabilityChanged();

    void closed();
}
