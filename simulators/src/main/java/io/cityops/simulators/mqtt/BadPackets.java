package io.cityops.simulators.mqtt;

import io.cityops.simulators.city.Dice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a hostile client throws at the gateway's port beside MQTT: each attempt on a connection of its own, always the same
 * ones for the same seed. A gateway in order closes every one of them and minds nobody else.
 */
public final class BadPackets {
    private static final Logger LOG = LoggerFactory.getLogger(BadPackets.class);
    private static final int PATIENCE_MILLIS = 2000;
    private static final HexFormat HEX = HexFormat.of();

    private final Dice dice;

    public BadPackets(long seed) {
        this.dice = new Dice(seed).of("hostile");
    }

    /** Bytes to be thrown, one element a connection. */
    public List<byte[]> of(String deviceId, long attempt) {
        byte[] connect = connect(deviceId);
        List<byte[]> thrown = new ArrayList<>();
        thrown.add("GET / HTTP/1.1\r\nHost: gateway\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        thrown.add(HEX.parseHex("10ffffffff7f")); // a length of five bytes
        thrown.add(HEX.parseHex("300a000373797361626364")); // PUBLISH before CONNECT
        thrown.add(HEX.parseHex("f000")); // AUTH, unknown to 3.1.1, as the first word
        thrown.add(joined(connect, HEX.parseHex("36050001610001"))); // PUBLISH with QoS 3
        thrown.add(joined(connect, HEX.parseHex("8206000100012300"))); // SUBSCRIBE to everything, twice signed in
        byte[] noise = new byte[64];
        long key = Dice.keyOf(deviceId);
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) dice.below(256, key, attempt * noise.length + i);
        }
        thrown.add(noise);
        return thrown;
    }

    /** Throws all of it and waits until the gateway closes, or {@value #PATIENCE_MILLIS} ms each. Returns how many it closed. */
    public int throwAt(String url, List<byte[]> attempts) {
        URI gateway = URI.create(url);
        int closed = 0;
        for (byte[] attempt : attempts) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()), PATIENCE_MILLIS);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.getOutputStream().write(attempt);
                socket.getOutputStream().flush();
                closed += endsWithin(socket) ? 1 : 0;
            } catch (IOException e) {
                LOG.debug("the gateway is rid of it: {}", e.getMessage());
                closed++;
            }
        }
        return closed;
    }

    private static boolean endsWithin(Socket socket) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMillis(PATIENCE_MILLIS).toNanos();
        try {
            while (System.nanoTime() < deadline) {
                if (socket.getInputStream().read() < 0) {
                    return true;
                }
            }
        } catch (SocketTimeoutException e) {
            return false;
        }
        return false;
    }

    /** CONNECT of MQTT 3.1.1 with a wrong password. */
    private static byte[] connect(String deviceId) {
        byte[] id = deviceId.getBytes(StandardCharsets.UTF_8);
        byte[] password = "guessed".getBytes(StandardCharsets.US_ASCII);
        byte[] head = HEX.parseHex("00044d51545404c2001e");
        byte[] body = joined(head, text(id), text(id), text(password));
        return joined(new byte[] {0x10, (byte) body.length}, body);
    }

    private static byte[] text(byte[] bytes) {
        return joined(new byte[] {(byte) (bytes.length >> 8), (byte) bytes.length}, bytes);
    }

    private static byte[] joined(byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        byte[] all = new byte[length];
        int at = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }
}
