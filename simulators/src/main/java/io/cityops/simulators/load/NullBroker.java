package io.cityops.simulators.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A server that acknowledges everything at once and keeps nothing: whoever is measured against it is measured alone. One
 * thread. It understands what the load sends and nothing more.
 */
final class NullBroker implements Runnable, AutoCloseable {
    private static final int BUFFER_BYTES = 256 << 10;
    private static final byte[] CONNACK_3 = {0x20, 2, 0, 0};
    private static final byte[] CONNACK_5 = {0x20, 3, 0, 0, 0};
    private static final byte[] PINGRESP = {(byte) 0xD0, 0};
    private static final int LEVEL_AT = 6;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Consumer<SelectionKey> handler = this::serve;
    private volatile boolean deaf;

    /** Listens on loopback. */
    NullBroker(int port) throws IOException {
        server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4_096);
        server.configureBlocking(false);
        selector = Selector.open();
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    int port() {
        return server.socket().getLocalPort();
    }

    /** Reads nothing any more, or reads on: as a server that stalls. */
    void stall(boolean stalls) {
        deaf = stalls;
        selector.wakeup();
    }

    @Override
    public void run() {
        try {
            while (server.isOpen()) {
                if (deaf) {
                    Thread.onSpinWait();
                } else {
                    selector.select(handler, 100);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void serve(SelectionKey key) {
        try {
            if (key.isAcceptable()) {
                accept();
            } else {
                answer(key, (SocketChannel) key.channel());
            }
        } catch (IOException e) {
            close(key);
        }
    }

    private void accept() throws IOException {
        SocketChannel client;
        while ((client = server.accept()) != null) {
            client.configureBlocking(false);
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            client.register(selector, SelectionKey.OP_READ);
        }
    }

    private void answer(SelectionKey key, SocketChannel client) throws IOException {
        incoming.clear();
        outgoing.clear();
        byte @Nullable [] incomplete = (byte[]) key.attachment();
        if (incomplete != null) {
            incoming.put(incomplete);
            key.attach(null);
        }
        if (client.read(incoming) < 0) {
            close(key);
            return;
        }
        incoming.flip();
        int next;
        while ((next = packetEnd(incoming)) > 0) {
            answer(incoming.position(), next);
            incoming.position(next);
        }
        if (incoming.hasRemaining()) {
            byte[] rest = new byte[incoming.remaining()];
            incoming.get(rest);
            key.attach(rest);
        }
        outgoing.flip();
        while (outgoing.hasRemaining()) {
            client.write(outgoing);
        }
    }

    private void answer(int start, int end) {
        int header = incoming.get(start) & 0xFF;
        int contentAt = start + 1;
        while (incoming.get(contentAt) < 0) {
            contentAt++;
        }
        contentAt++;
        switch (header & 0xF0) {
            case 0x10 -> outgoing.put(incoming.get(contentAt + LEVEL_AT) == 5 ? CONNACK_5 : CONNACK_3);
            case 0x30 -> {
                int qos = header >> 1 & 3;
                int packetIdAt = contentAt + 2 + (incoming.getShort(contentAt) & 0xFFFF);
                if (qos > 0 && packetIdAt + 2 <= end) {
                    reply(qos == 1 ? Packets.PUBACK : Packets.PUBREC, incoming.getShort(packetIdAt));
                }
            }
            case 0x60 -> reply(Packets.PUBCOMP, incoming.getShort(contentAt));
            case 0xC0 -> outgoing.put(PINGRESP);
            default -> {
                // a goodbye, or nothing that the load sends
            }
        }
    }

    private void reply(int header, short packetId) {
        outgoing.put((byte) header).put((byte) 2).putShort(packetId);
    }

    /** Where the packet at the buffer's position ends; 0 when it is not whole yet. */
    private static int packetEnd(ByteBuffer buffer) {
        int at = buffer.position() + 1;
        int length = 0;
        for (int shift = 0; at < buffer.limit(); shift += 7) {
            int digit = buffer.get(at++);
            length |= (digit & 0x7F) << shift;
            if (digit >= 0) {
                return at + length <= buffer.limit() ? at + length : 0;
            }
        }
        return 0;
    }

    private static void close(SelectionKey key) {
        try {
            key.channel().close();
        } catch (IOException e) {
            // nothing of it is used any more
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        selector.wakeup();
    }
}
