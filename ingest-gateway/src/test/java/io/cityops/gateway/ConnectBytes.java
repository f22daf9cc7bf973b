package io.cityops.gateway;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** The body of a CONNECT, field by field. */
final class ConnectBytes {
    private static final int CLEAN_START = 0x02;
    private static final int WILL = 0x04;
    private static final int WILL_RETAIN = 0x20;
    private static final int CREDENTIALS = 0xC0;

    private final int version;
    private final String deviceId;
    private final String token;
    private String clientId;
    private int flags = CREDENTIALS | CLEAN_START;
    private int keepAliveSeconds;
    private String properties = "";
    private String willProperties = "";
    private String willTopic = "";
    private String willPayload = "";

    private ConnectBytes(int version, String deviceId, String token) {
        this.version = version;
        this.deviceId = deviceId;
        this.token = token;
        this.clientId = deviceId;
    }

    static ConnectBytes version3(String deviceId, String token) {
        return new ConnectBytes(4, deviceId, token);
    }

    static ConnectBytes version5(String deviceId, String token) {
        return new ConnectBytes(5, deviceId, token);
    }

    ConnectBytes clientId(String id) {
        clientId = id;
        return this;
    }

    ConnectBytes keepingSession() {
        flags &= ~CLEAN_START;
        return this;
    }

    ConnectBytes keepAlive(int seconds) {
        keepAliveSeconds = seconds;
        return this;
    }

    /** @param hex without their length */
    ConnectBytes properties(String hex) {
        properties = hex.replace(" ", "");
        return this;
    }

    ConnectBytes will(String topic, String payload) {
        flags |= WILL | WILL_RETAIN | 1 << 3;
        willTopic = topic;
        willPayload = payload;
        return this;
    }

    ConnectBytes willProperties(String hex) {
        willProperties = hex.replace(" ", "");
        return this;
    }

    byte[] body() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeUTF("MQTT");
        out.writeByte(version);
        out.writeByte(flags);
        out.writeShort(keepAliveSeconds);
        writeProperties(out, properties);
        out.writeUTF(clientId);
        if ((flags & WILL) != 0) {
            writeProperties(out, willProperties);
            out.writeUTF(willTopic);
            out.writeShort(willPayload.length());
            out.write(willPayload.getBytes(StandardCharsets.ISO_8859_1));
        }
        out.writeUTF(deviceId);
        out.writeUTF(token);
        return bytes.toByteArray();
    }

    private void writeProperties(DataOutputStream out, String hex) throws IOException {
        if (version == 5) {
            out.writeByte(hex.length() / 2);
            out.write(HexFormat.of().parseHex(hex));
        }
    }
}
