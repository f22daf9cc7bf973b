package io.cityops.simulators.load;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** MQTT packets as bytes, made before the run or seldom. */
final class Packets {
    static final int CONNACK = 0x20;
    static final int PUBLISH = 0x30;
    static final int PUBACK = 0x40;
    static final int PUBREC = 0x50;
    static final int PUBREL = 0x62;
    static final int PUBCOMP = 0x70;
    static final int PINGRESP = 0xD0;
    static final int DISCONNECT = 0xE0;
    static final int DUPLICATE = 0x08;

    private static final int USER_NAME = 0x80;
    private static final int PASSWORD = 0x40;
    private static final int CLEAN = 0x02;

    private Packets() {}

    private interface Body {
        void writeTo(DataOutputStream out) throws IOException;
    }

    /** With a clean session; what is not acknowledged is kept and sent again by us. */
    static byte[] connect(
            MqttProtocol protocol,
            String clientId,
            @Nullable String user,
            @Nullable String password,
            int keepAliveSeconds) {
        return packet(0x10, out -> {
            out.writeUTF("MQTT");
            out.writeByte(protocol.level());
            out.writeByte(CLEAN | (user == null ? 0 : USER_NAME) | (password == null ? 0 : PASSWORD));
            out.writeShort(keepAliveSeconds);
            if (protocol == MqttProtocol.V5) {
                out.writeByte(0);
            }
            out.writeUTF(clientId);
            if (user != null) {
                out.writeUTF(user);
            }
            if (password != null) {
                out.writeUTF(password);
            }
        });
    }

    /** The packet identifier, two bytes ahead of MQTT 5's properties, is 0 and to be written at {@link #packetIdAt}. */
    static byte[] publish(MqttProtocol protocol, int qos, String topic, byte[] payload) {
        return packet(PUBLISH | qos << 1, out -> {
            out.writeUTF(topic);
            if (qos > 0) {
                out.writeShort(0);
            }
            if (protocol == MqttProtocol.V5) {
                out.writeByte(0);
            }
            out.write(payload);
        });
    }

    /** Where a PUBLISH of QoS 1 or 2 has its packet identifier. */
    static int packetIdAt(byte[] publish) {
        int topicAt = 1;
        while ((publish[topicAt] & 0x80) != 0) {
            topicAt++;
        }
        topicAt++;
        return topicAt + 2 + ((publish[topicAt] & 0xFF) << 8 | publish[topicAt + 1] & 0xFF);
    }

    static byte[] ping() {
        return new byte[] {(byte) 0xC0, 0};
    }

    static byte[] disconnect() {
        return new byte[] {(byte) DISCONNECT, 0};
    }

    private static byte[] packet(int header, Body body) {
        try {
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            body.writeTo(new DataOutputStream(content));
            ByteArrayOutputStream whole = new ByteArrayOutputStream(content.size() + 5);
            whole.write(header);
            int length = content.size();
            do {
                whole.write(length > 127 ? length & 0x7F | 0x80 : length);
                length >>= 7;
            } while (length > 0);
            content.writeTo(whole);
            return whole.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
