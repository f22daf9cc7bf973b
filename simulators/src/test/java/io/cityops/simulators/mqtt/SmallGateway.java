package io.cityops.simulators.mqtt;

import io.cityops.localstack.process.FreePort;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Just enough of an MQTT 3.1.1 and 5 server for devices that publish with QoS 1: it keeps what it has acknowledged, can go
 * away, withhold acknowledgements and refuse. What it says on the wire is real, so that Paho is tested and not replaced.
 */
public final class SmallGateway implements Closeable {
    public record Received(String clientId, String topic, String payload, int qos, boolean retained) {}

    private static final Duration LETTING_GO = Duration.ofSeconds(5);

    private final List<Received> acknowledged = new CopyOnWriteArrayList<>();
    private final List<Received> wills = new CopyOnWriteArrayList<>();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger goodbyes = new AtomicInteger();
    private final int port;
    private final @Nullable SSLContext tls;
    private ServerSocket server;
    private volatile boolean acknowledging = true;
    private volatile String refusedPayload = "\0";
    private volatile String knownToken = "";

    public SmallGateway() {
        this(FreePort.next());
    }

    SmallGateway(int wantedPort) {
        this(wantedPort, null);
    }

    /** @param tls to be spoken with instead of plain TCP */
    SmallGateway(int wantedPort, @Nullable SSLContext tls) {
        this.tls = tls;
        this.server = listen(wantedPort);
        this.port = server.getLocalPort();
        accept(server);
    }

    public String url() {
        return (tls == null ? "tcp" : "ssl") + "://127.0.0.1:" + port;
    }

    public List<Received> acknowledged() {
        return acknowledged;
    }

    /** How many clients have disconnected as one should. */
    int goodbyes() {
        return goodbyes.get();
    }

    /** What was left by those who went without a goodbye. */
    List<Received> wills() {
        return wills;
    }

    int connections() {
        return sockets.size();
    }

    /** Cuts every connection and takes no new one. */
    void goAway() {
        closeQuietly(server);
        sockets.forEach(SmallGateway::closeQuietly);
    }

    /** The kernel lets go of a port only when the thread that was accepting on it has noticed. */
    void comeBack() {
        long deadline = System.nanoTime() + LETTING_GO.toNanos();
        while (true) {
            try {
                server = listen(port);
                break;
            } catch (UncheckedIOException e) {
                if (!(e.getCause() instanceof BindException) || System.nanoTime() > deadline) {
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
        accept(server);
    }

    /** Takes messages, answers none: as a gateway whose Kafka is away. */
    void withholdAcknowledgements() {
        acknowledging = false;
    }

    void acknowledgeAgain() {
        acknowledging = true;
    }

    /** From now on a payload with this text is refused, where MQTT 5 can say so. */
    void refuse(String part) {
        refusedPayload = part;
    }

    void admitOnly(String token) {
        knownToken = token;
    }

    @Override
    public void close() {
        goAway();
    }

    private ServerSocket listen(int port) {
        try {
            ServerSocket socket = tls == null
                    ? new ServerSocket()
                    : tls.getServerSocketFactory().createServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return socket;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    Socket socket = from.accept();
                    sockets.add(socket);
                    Thread.ofVirtual().start(() -> serve(socket));
                }
            } catch (IOException e) {
                // gone away
            }
        });
    }

    private void serve(Socket socket) {
        try (socket) {
            converse(new DataInputStream(new BufferedInputStream(socket.getInputStream())), socket.getOutputStream());
        } catch (EOFException | SocketException | SSLException e) {
            // the client is gone, or we are
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.remove(socket);
        }
    }

    private void converse(DataInputStream in, OutputStream out) throws IOException {
        String clientId = "";
        boolean five = false;
        Received will = null;
        Set<Integer> halfWay = new HashSet<>();
        try {
            while (true) {
                int type = in.readUnsignedByte();
                byte[] body = in.readNBytes(remainingLength(in));
                DataInputStream packet = new DataInputStream(new ByteArrayInputStream(body));
                switch (type >> 4) {
                    case 1 -> {
                        text(packet);
                        five = packet.readUnsignedByte() == 5;
                        int flags = packet.readUnsignedByte();
                        packet.skipNBytes(2);
                        if (five) {
                            packet.skipNBytes(remainingLength(packet));
                        }
                        clientId = text(packet);
                        if ((flags & 0x04) != 0) {
                            if (five) {
                                packet.skipNBytes(remainingLength(packet));
                            }
                            will = new Received(
                                    clientId, text(packet), text(packet), flags >> 3 & 3, (flags & 0x20) != 0);
                        }
                        text(packet);
                        String token = text(packet);
                        boolean welcome = knownToken.isEmpty() || knownToken.equals(token);
                        int code = welcome ? 0 : five ? 0x86 : 4;
                        out.write(
                                five ? new byte[] {0x20, 3, 0, (byte) code, 0} : new byte[] {0x20, 2, 0, (byte) code});
                        if (!welcome) {
                            will = null;
                            return;
                        }
                    }
                    case 3 -> publish(type & 15, packet, body.length, clientId, five, halfWay, out);
                    case 6 -> {
                        halfWay.remove((body[0] & 0xff) << 8 | body[1] & 0xff);
                        out.write(new byte[] {0x70, 2, body[0], body[1]});
                    }
                    case 12 -> out.write(new byte[] {(byte) 0xD0, 0});
                    case 14 -> {
                        goodbyes.incrementAndGet();
                        will = null;
                        return;
                    }
                    default -> throw new IOException("packet type " + (type >> 4));
                }
            }
        } finally {
            if (will != null) {
                wills.add(will);
            }
        }
    }

    private void publish(
            int flags,
            DataInputStream packet,
            int length,
            String clientId,
            boolean five,
            Set<Integer> halfWay,
            OutputStream out)
            throws IOException {
        int qos = flags >> 1 & 3;
        String topic = text(packet);
        int id = qos == 0 ? 0 : packet.readUnsignedShort();
        if (five) {
            packet.skipNBytes(remainingLength(packet));
        }
        String payload = new String(packet.readNBytes(length), StandardCharsets.UTF_8);
        if (!acknowledging && qos > 0) {
            return;
        }
        if (qos < 2 || halfWay.add(id)) {
            acknowledged.add(new Received(clientId, topic, payload, qos, (flags & 1) != 0));
        }
        int answer = qos == 2 ? 0x50 : 0x40;
        if (qos > 0 && five && payload.contains(refusedPayload)) {
            halfWay.remove(id);
            byte[] reason = "out-of-range: too much".getBytes(StandardCharsets.UTF_8);
            out.write(
                    new byte[] {(byte) answer, (byte) (5 + reason.length + 2), (byte) (id >> 8), (byte) id, (byte) 0x99
                    });
            out.write(new byte[] {(byte) (3 + reason.length), 0x1F, 0, (byte) reason.length});
            out.write(reason);
        } else if (qos > 0) {
            out.write(new byte[] {(byte) answer, 2, (byte) (id >> 8), (byte) id});
        }
    }

    private static String text(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readUnsignedShort()), StandardCharsets.UTF_8);
    }

    private static int remainingLength(DataInputStream in) throws IOException {
        int value = 0;
        int shift = 0;
        int digit;
        do {
            digit = in.readUnsignedByte();
            value |= (digit & 0x7f) << shift;
            shift += 7;
        } while ((digit & 0x80) != 0);
        return value;
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** For trials by hand: listens on a port and tells once a second what it has acknowledged. */
    public static void main(String[] arguments) throws InterruptedException {
        try (SmallGateway gateway = new SmallGateway(Integer.parseInt(arguments[0]))) {
            while (true) {
                Thread.sleep(1000);
                System.out.println(gateway.connections() + " connections, "
                        + gateway.acknowledged().size());
            }
        }
    }
}
