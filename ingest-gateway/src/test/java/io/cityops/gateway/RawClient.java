package io.cityops.gateway;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.util.HexFormat;

/** MQTT packet by packet over a plain socket, for what no proper client would send. */
final class RawClient implements AutoCloseable {
    static final int CONNECT = 0x10;
    static final int CONNACK = 0x20;
    static final int PUBLISH_QOS1 = 0x32;
    static final int PUBLISH_QOS2 = 0x34;
    static final int PUBLISH_QOS2_AGAIN = 0x3C;
    static final int PUBACK = 0x40;
    static final int PUBREC = 0x50;
    static final int PUBREL = 0x62;
    static final int PUBCOMP = 0x70;
    static final int DISCONNECT = 0xE0;

    private static final int CREDENTIALS_AND_CLEAN_SESSION = 0xC2;
    private static final int READ_LIMIT_MILLIS = 20_000;

    private final Socket socket;
    private final DataOutputStream out;
    private final DataInputStream in;

    /** A packet of the gateway; {@code body} is what follows the length. */
    record Packet(int header, byte[] body) {
        String hex() {
            return "%02x: %s".formatted(header, HexFormat.of().formatHex(body));
        }
    }

    /** Writes what follows a packet's length. */
    interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    RawClient(int port) throws IOException {
        this(new Socket("127.0.0.1", port));
    }

    RawClient(Socket connected) throws IOException {
        socket = connected;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(READ_LIMIT_MILLIS);
        out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        in = new DataInputStream(socket.getInputStream());
    }

    /** @return the code of CONNACK */
    int connect(String protocol, int level, int keepAliveSeconds, String deviceId, String token) throws IOException {
        send(CONNECT, body -> {
            body.writeUTF(protocol);
            body.writeByte(level);
            body.writeByte(CREDENTIALS_AND_CLEAN_SESSION);
            body.writeShort(keepAliveSeconds);
            if (level == 5) {
                body.writeByte(0);
            }
            body.writeUTF(deviceId);
            body.writeUTF(deviceId);
            body.writeUTF(token);
        });
        flush();
        Packet connack = read();
        if (connack.header() != CONNACK) {
            throw new IOException("not a CONNACK: " + connack.header());
        }
        return connack.body()[1] & 0xFF;
    }

    /** @return the CONNACK */
    Packet connect(ConnectBytes connect) throws IOException {
        byte[] body = connect.body();
        send(CONNECT, out -> out.write(body));
        flush();
        Packet connack = read();
        if (connack.header() != CONNACK) {
            throw new IOException("not a CONNACK: " + connack.header());
        }
        return connack;
    }

    /** Sends a packet whose body is given in hexadecimal. */
    void sendHex(int header, String body) throws IOException {
        send(header, out -> out.write(HexFormat.of().parseHex(body.replace(" ", ""))));
        flush();
    }

    /** Bytes as they are, in a segment of their own. */
    void sendRaw(byte... bytes) throws IOException {
        out.write(bytes);
        out.flush();
    }

    /** PUBLISH as MQTT 3.1.1 has it. */
    void publish3(int header, String topic, int packetId, byte[] payload) throws IOException {
        send(header, out -> {
            out.writeUTF(topic);
            if ((header & 6) != 0) {
                out.writeShort(packetId);
            }
            out.write(payload);
        });
        flush();
    }

    /** PUBLISH as MQTT 5 has it; properties in hexadecimal, without their length. */
    void publish5(int header, String topic, int packetId, String properties, byte[] payload) throws IOException {
        byte[] bytes = HexFormat.of().parseHex(properties.replace(" ", ""));
        send(header, out -> {
            out.writeUTF(topic);
            if ((header & 6) != 0) {
                out.writeShort(packetId);
            }
            out.writeByte(bytes.length);
            out.write(bytes);
            out.write(payload);
        });
        flush();
    }

    /** MQTT 3.1.1 without keep-alive. */
    void signIn(String deviceId, String token) throws IOException {
        int code = connect("MQTT", 4, 0, deviceId, token);
        if (code != 0) {
            throw new IOException("sign-in refused: " + code);
        }
    }

    void send(int header, Body body) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        body.writeTo(new DataOutputStream(bytes));
        out.writeByte(header);
        int length = bytes.size();
        do {
            out.writeByte(length % 128 | (length > 127 ? 128 : 0));
            length /= 128;
        } while (length > 0);
        bytes.writeTo(out);
    }

    void flush() throws IOException {
        out.flush();
    }

    /** Throws {@link java.io.EOFException} when the gateway has closed. */
    Packet read() throws IOException {
        int header = in.readUnsignedByte();
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            length |= (digit & 127) << shift;
            shift += 7;
        } while ((digit & 128) != 0);
        byte[] body = new byte[length];
        in.readFully(body);
        return new Packet(header, body);
    }

    /** Reads to the end of the stream; what comes before it is passed over. */
    void awaitClose() throws IOException {
        try {
            while (in.read() >= 0) {
                // whatever it was
            }
        } catch (SocketException e) {
            // reset by the gateway
        }
    }

    /** Breaks off without a word, as a device does that loses its power. */
    void breakOff() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
