package io.cityops.simulators.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One connection of a {@link LeanLoop}, on whose thread everything happens. It knows how many of its messages are due; it
 * sends them as soon as it may, and after a loss it connects again and sends again what was not answered.
 */
final class LeanConnection implements PacketReader.Listener {
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final long PING_AFTER_NANOS = 30_000_000_000L;
    private static final long DEAD_AFTER_NANOS = 90_000_000_000L;
    private static final long RETRY_NANOS = 500_000_000L;
    private static final long LONGEST_RETRY_NANOS = 8_000_000_000L;
    private static final int FIRST_REFUSAL = 0x80;

    private enum State {
        CLOSED,
        CONNECTING,
        SECURING,
        SIGNING_IN,
        READY
    }

    private final LeanLoop loop;
    private final int index;
    private final LoadPlan plan;
    private final Measurements measured;
    private final byte[] connectPacket;
    private final PublishTemplate[][] templates;
    private final SlidingWindow window;
    private final PacketReader reader;

    private State state = State.CLOSED;
    private @Nullable SocketChannel socket;
    private @Nullable SelectionKey key;
    private @Nullable Wire wire;
    private byte @Nullable [] incomplete;
    private boolean blocked;
    private long due;
    private int mayWait;
    private long connectAt;
    private long connectBegun;
    private long retryNanos = RETRY_NANOS;
    private long lastSentAt;
    private long lastHeardAt;

    LeanConnection(LeanLoop loop, int index, LoadPlan plan, Measurements measured, LoadClient client, long connectAt) {
        this.loop = loop;
        this.index = index;
        this.plan = plan;
        this.measured = measured;
        this.connectPacket = Packets.connect(
                plan.protocol(), client.clientId(), client.user(), client.password(), KEEP_ALIVE_SECONDS);
        this.templates = client.devices().stream()
                .map(device -> device.payloads().stream()
                        .map(payload -> PublishTemplate.of(plan.protocol(), plan.qos(), device.topic(), payload))
                        .toArray(PublishTemplate[]::new))
                .toArray(PublishTemplate[][]::new);
        this.window = new SlidingWindow(plan.answered() ? plan.inFlight() : 1);
        this.mayWait = plan.inFlight();
        this.reader = new PacketReader(plan.protocol());
        this.connectAt = connectAt;
    }

    /** When it wants to be opened; {@code Long.MAX_VALUE} while it is open. */
    long connectAt() {
        return connectAt;
    }

    /** Its messages up to this one, counted from 0, are due. */
    void due(long message) {
        due = message + 1;
    }

    long sent() {
        return window.next();
    }

    int unanswered() {
        return window.open();
    }

    /** Whether everything that was due was sent and answered. */
    boolean isSettled() {
        return window.open() == 0 && window.next() == due;
    }

    void connect(long now) {
        connectAt = Long.MAX_VALUE;
        connectBegun = now;
        try {
            SocketChannel opened = SocketChannel.open();
            socket = opened;
            opened.configureBlocking(false);
            opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
            key = loop.register(opened, this);
            state = State.CONNECTING;
            if (opened.connect(
                    new InetSocketAddress(plan.target().host(), plan.target().port()))) {
                established(opened);
            }
        } catch (IOException | java.nio.channels.UnresolvedAddressException e) {
            lost(e instanceof IOException io ? reason(io) : "the host's name is not known");
        }
    }

    /** Its socket has something for it. */
    void ready(SelectionKey selected) {
        try {
            if (state == State.CONNECTING && selected.isConnectable()) {
                SocketChannel connecting = Objects.requireNonNull(socket);
                connecting.finishConnect();
                established(connecting);
                return;
            }
            if (state == State.SECURING) {
                secure();
            } else if (selected.isReadable()) {
                readAnswers();
            }
            if (selected.isValid()
                    && selected.isWritable()
                    && Objects.requireNonNull(wire).drain()) {
                blocked = false;
                selected.interestOps(SelectionKey.OP_READ);
                flush();
            }
        } catch (IOException e) {
            lost(reason(e));
        }
    }

    private void established(SocketChannel connected) throws IOException {
        TlsClient tls = plan.target().tls();
        wire = tls == null
                ? new PlainWire(connected)
                : new TlsWire(
                        connected,
                        tls.engine(plan.target().host(), plan.target().port()));
        Objects.requireNonNull(key).interestOps(SelectionKey.OP_READ);
        state = State.SECURING;
        secure();
    }

    private void secure() throws IOException {
        if (Objects.requireNonNull(wire).open()) {
            state = State.SIGNING_IN;
            send(loop.outgoing().put(connectPacket));
        }
    }

    private void readAnswers() throws IOException {
        ByteBuffer buffer = loop.incoming();
        byte[] before = incomplete;
        if (before != null) {
            buffer.put(before);
            incomplete = null;
        }
        if (Objects.requireNonNull(wire).read(buffer) < 0) {
            throw new EOFException("closed by the server");
        }
        lastHeardAt = loop.nanos();
        reader.read(buffer.flip(), this);
        if (buffer.hasRemaining()) {
            incomplete = new byte[buffer.remaining()];
            buffer.get(incomplete);
        }
        flush();
    }

    @Override
    public void connected(int returnCode, String reason, int receiveMaximum) throws IOException {
        if (returnCode != 0) {
            throw new IOException(
                    "sign-in refused, code " + returnCode + (reason.isEmpty() ? "" : " (" + reason + ")"));
        }
        state = State.READY;
        mayWait = Math.min(plan.inFlight(), receiveMaximum);
        retryNanos = RETRY_NANOS;
        measured.counts.connects.increment();
        measured.counts.connected.incrementAndGet();
        measured.connect.record(loop.nanos() - connectBegun);
        sendAgain();
    }

    /** What was sent on an earlier connection and never answered, in its order. */
    private void sendAgain() throws IOException {
        for (long message = window.oldest(); message < window.next(); message++) {
            int packetId = window.packetId(message);
            if (window.waiting(packetId) != message) {
                continue;
            }
            ByteBuffer buffer = loop.outgoing();
            if (window.isReceived(packetId)) {
                release(buffer, packetId);
            } else {
                write(buffer, message, packetId, true);
            }
            send(buffer);
            measured.counts.sentAgain.increment();
        }
    }

    @Override
    public void answered(int header, int packetId, int reasonCode, String reason) throws IOException {
        long message = window.waiting(packetId);
        if (message < 0) {
            return;
        }
        boolean refused = reasonCode >= FIRST_REFUSAL;
        if ((header & 0xF0) == Packets.PUBREC && !refused) {
            window.received(packetId);
            ByteBuffer buffer = loop.outgoing();
            release(buffer, packetId);
            send(buffer);
            return;
        }
        long now = loop.nanos();
        measured.answerFromSend.record(now - window.sentAt(packetId));
        measured.answerFromDue.record(now - loop.dueAt(index, message));
        window.close(packetId);
        if (refused) {
            measured.counts.refused(reason.isEmpty() ? "code 0x%02x".formatted(reasonCode) : reason);
        } else {
            measured.counts.acknowledged.increment();
        }
    }

    @Override
    public void goodbye(int reasonCode, String reason) throws IOException {
        throw new EOFException("closed by the server, code 0x%02x%s"
                .formatted(reasonCode, reason.isEmpty() ? "" : " (" + reason + ")"));
    }

    /** Sends what is due and may be sent, in as few writes as it takes. */
    void flush() {
        if (state != State.READY || blocked || window.next() >= due) {
            return;
        }
        try {
            ByteBuffer buffer = loop.outgoing();
            long now = loop.nanos();
            while (!blocked && window.next() < due && window.open() < mayWait && window.hasRoom()) {
                PublishTemplate template = template(window.next());
                if (buffer.remaining() < template.length()) {
                    send(buffer);
                    buffer = loop.outgoing();
                    continue;
                }
                append(buffer, now);
            }
            send(buffer);
        } catch (IOException e) {
            lost(reason(e));
        }
    }

    private void append(ByteBuffer buffer, long now) {
        long message = window.next();
        int packetId = 0;
        if (plan.answered()) {
            packetId = window.send(now);
        } else {
            window.skip();
        }
        write(buffer, message, packetId, false);
        measured.sendDelay.record(now - loop.dueAt(index, message));
        measured.counts.sent.increment();
    }

    private void write(ByteBuffer buffer, long message, int packetId, boolean again) {
        template(message)
                .writeTo(buffer, packetId, loop.dueAtMillis(index, message), message / templates.length, again);
    }

    private PublishTemplate template(long message) {
        PublishTemplate[] device = templates[(int) (message % templates.length)];
        return device[(int) (message / templates.length % device.length)];
    }

    private static void release(ByteBuffer buffer, int packetId) {
        buffer.put((byte) Packets.PUBREL).put((byte) 2).putShort((short) packetId);
    }

    private void send(ByteBuffer filled) throws IOException {
        filled.flip();
        if (!filled.hasRemaining()) {
            return;
        }
        Wire open = Objects.requireNonNull(wire);
        measured.counts.bytes.add(filled.remaining());
        open.write(filled);
        lastSentAt = loop.nanos();
        if (!open.drain()) {
            blocked = true;
            Objects.requireNonNull(key).interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    /** Once a second: a ping where it was silent for long, an end where the server was. */
    void tick(long now) {
        if (state == State.CLOSED) {
            return;
        }
        try {
            if (now - Math.max(lastHeardAt, connectBegun) > DEAD_AFTER_NANOS) {
                throw new EOFException("no answer for " + DEAD_AFTER_NANOS / 1_000_000_000L + " s");
            }
            if (state == State.READY && !blocked && now - lastSentAt > PING_AFTER_NANOS) {
                send(loop.outgoing().put(Packets.ping()));
            }
        } catch (IOException e) {
            lost(reason(e));
        }
    }

    /** As if its cable had been pulled; it comes back at once. */
    void cut() {
        if (state == State.READY) {
            measured.counts.connected.decrementAndGet();
            measured.counts.connectionsLost.increment();
        }
        discard();
        connectAt = loop.nanos();
        loop.connectsFrom(connectAt);
    }

    private void lost(String reason) {
        if (state == State.READY) {
            measured.counts.connected.decrementAndGet();
            measured.counts.connectionsLost.increment();
        }
        measured.counts.connectFailed(reason);
        discard();
        connectAt = loop.nanos() + retryNanos + index % 500 * 1_000_000L;
        loop.connectsFrom(connectAt);
        retryNanos = Math.min(LONGEST_RETRY_NANOS, 2 * retryNanos);
    }

    void close() {
        try {
            if (state == State.READY && !blocked) {
                send(loop.outgoing().put(Packets.disconnect()));
            }
        } catch (IOException e) {
            // it is gone already, and that was what is wanted
        }
        discard();
    }

    private void discard() {
        state = State.CLOSED;
        blocked = false;
        incomplete = null;
        wire = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // nothing of it is used any more
            }
        }
        socket = null;
    }

    private static String reason(IOException thrown) {
        return String.valueOf(thrown.getMessage());
    }
}
