package io.cityops.gateway.mqtt.wire;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A client of one {@link FrameReader}, and all that the reader made of its bytes. */
final class WireClient implements PacketHandler {
    /** Name MQTT, level, clean start, no keep-alive, client id "a". */
    private static final String CONNECT_3 = "10: 0004 4d515454 04 02 0000 0001 61";

    private static final String CONNECT_5 = "10: 0004 4d515454 05 02 0000 00 0001 61";

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final FrameReader reader = new FrameReader(channel, this);
    private final List<Object> packets = new ArrayList<>();
    private @Nullable Violation violation;

    WireClient() {
        channel.pipeline().addLast(reader);
    }

    static WireClient connected(int version) {
        WireClient client = new WireClient();
        client.send(version == 5 ? CONNECT_5 : CONNECT_3);
        client.packets.clear();
        return client;
    }

    /** {@code first byte: body}, in hexadecimal; the remaining length is put between them. */
    static byte[] packet(String firstAndBody) {
        String[] parts = firstAndBody.replace(" ", "").split(":", -1);
        byte[] body = HexFormat.of().parseHex(parts[1]);
        ByteArrayOutputStream packet = new ByteArrayOutputStream();
        packet.writeBytes(HexFormat.of().parseHex(parts[0]));
        int length = body.length;
        do {
            packet.write(length % 128 | (length > 127 ? 128 : 0));
            length /= 128;
        } while (length > 0);
        packet.writeBytes(body);
        return packet.toByteArray();
    }

    void send(String firstAndBody) {
        sendRaw(packet(firstAndBody));
    }

    void sendRaw(byte... bytes) {
        channel.writeInbound(Unpooled.wrappedBuffer(bytes));
    }

    FrameReader reader() {
        return reader;
    }

    List<Object> packets() {
        return packets;
    }

    <T> T only(Class<T> type) {
        if (packets.size() != 1) {
            throw new AssertionError("not one packet but " + packets + ", violation " + violation);
        }
        return type.cast(packets.getFirst());
    }

    /** The name of the cause for which the client was cut off; "accepted" when it was not. */
    String verdict() {
        return violation == null ? "accepted" : violation.closeCause().tag();
    }

    @Override
    public void speaks(boolean mqtt5) {
        // the packets tell
    }

    @Override
    public void connect(Connect packet) {
        packets.add(packet);
    }

    @Override
    public void unsupported(Protocol protocol) {
        packets.add(protocol);
    }

    @Override
    public void publish(Publish packet) {
        packets.add(packet);
    }

    @Override
    public void reply(int type, Reply packet) {
        packets.add(packet);
    }

    @Override
    public void subscribe(Subscribe packet) {
        packets.add(packet);
    }

    @Override
    public void unsubscribe(Unsubscribe packet) {
        packets.add(packet);
    }

    @Override
    public void ping() {
        packets.add("ping");
    }

    @Override
    public void disconnect(Disconnect packet) {
        packets.add(packet);
    }

    @Override
    public void violated(Violation broken) {
        violation = broken;
    }

    @Override
    public void tooLarge(String topic, long packetBytes) {
        packets.add(topic);
    }

    @Override
    public void failed(RuntimeException fault) {
        throw fault;
    }

    @Override
    public void readComplete() {
        // nothing to flush
    }

    @Override
    public void writabilityChanged() {
        // nothing is written
    }

    @Override
    public void closed() {
        // the test is over
    }
}
