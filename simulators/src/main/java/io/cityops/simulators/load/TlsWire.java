package io.cityops.simulators.load;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** TLS over TCP. */
final class TlsWire implements Wire {
    private final SocketChannel socket;
    private final PlainWire below;
    private final SSLEngine engine;
    private final ByteBuffer outgoing;
    private ByteBuffer incoming;
    private ByteBuffer arrived;
    private boolean opened;

    TlsWire(SocketChannel socket, SSLEngine engine) throws IOException {
        this.socket = socket;
        this.below = new PlainWire(socket);
        this.engine = engine;
        this.outgoing = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.incoming = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        this.arrived = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        engine.beginHandshake();
    }

    @Override
    public boolean open() throws IOException {
        while (!opened) {
            HandshakeStatus status = engine.getHandshakeStatus();
            switch (status) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
                case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                    if (!unwrap() && !fetch()) {
                        return false;
                    }
                }
                default -> opened = true;
            }
        }
        return below.drain();
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        int before = buffer.position();
        boolean ended = false;
        while (buffer.remaining() >= arrived.capacity()) {
            if (unwrap()) {
                buffer.put(arrived.flip());
                arrived.clear();
                afterHandshakeMessages();
            } else if (!ended) {
                int count = socket.read(incoming);
                ended = count <= 0;
                if (count < 0 && buffer.position() == before) {
                    return -1;
                }
            } else {
                break;
            }
        }
        return buffer.position() - before;
    }

    /** TLS 1.3 sends tickets and key updates at any time. */
    private void afterHandshakeMessages() throws IOException {
        while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
            engine.getDelegatedTask().run();
        }
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            wrap(ByteBuffer.allocate(0));
        }
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
        do {
            wrap(buffer);
        } while (buffer.hasRemaining());
    }

    @Override
    public boolean drain() throws IOException {
        return below.drain();
    }

    private void wrap(ByteBuffer plain) throws IOException {
        SSLEngineResult result = engine.wrap(plain, outgoing.clear());
        below.write(outgoing.flip());
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("TLS was closed");
        }
    }

    private boolean fetch() throws IOException {
        int count = socket.read(incoming);
        if (count < 0) {
            throw new EOFException("closed during the TLS handshake");
        }
        return count > 0;
    }

    /** One record; false when more bytes are needed. */
    private boolean unwrap() throws IOException {
        incoming.flip();
        SSLEngineResult result = engine.unwrap(incoming, arrived);
        incoming.compact();
        return switch (result.getStatus()) {
            case OK -> true;
            case BUFFER_UNDERFLOW -> {
                if (!incoming.hasRemaining()) {
                    incoming = ByteBuffer.allocate(2 * incoming.capacity()).put(incoming.flip());
                }
                yield false;
            }
            case BUFFER_OVERFLOW -> {
                arrived = ByteBuffer.allocate(2 * arrived.capacity()).put(arrived.flip());
                yield true;
            }
            case CLOSED -> throw new EOFException("TLS was closed");
        };
    }
}
