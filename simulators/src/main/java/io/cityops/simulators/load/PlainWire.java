package io.cityops.simulators.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** TCP alone. */
final class PlainWire implements Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel socket;
    private ByteBuffer kept = NOTHING;

    PlainWire(SocketChannel socket) {
        this.socket = socket;
    }

    @Override
    public boolean open() {
        return true;
    }

    @Override
    public int read(ByteBuffer buffer) throws IOException {
        return socket.read(buffer);
    }

    @Override
    public void write(ByteBuffer buffer) throws IOException {
        if (drain()) {
            socket.write(buffer);
        }
        if (buffer.hasRemaining()) {
            ByteBuffer both = ByteBuffer.allocate(kept.remaining() + buffer.remaining());
            kept = both.put(kept).put(buffer).flip();
        }
    }

    @Override
    public boolean drain() throws IOException {
        if (kept.hasRemaining()) {
            socket.write(kept);
        }
        if (kept.hasRemaining()) {
            return false;
        }
        kept = NOTHING;
        return true;
    }
}
