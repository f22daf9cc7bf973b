package io.cityops.simulators.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * One thread that serves many connections from one selector. What is due is looked at every half millisecond at most, so
 * that one look finds several answers: latencies are as coarse as that. Nothing is allocated for a message.
 */
final class LeanLoop implements Runnable {
    /** How coarse the figures are. */
    static final long TICK_NANOS = 500_000;

    private static final int BUFFER_BYTES = 256 << 10;
    private static final long SECOND = 1_000_000_000L;
    private static final long LONGEST_SLEEP_NANOS = 50_000_000L;
    private static final int CONNECTS_A_TURN = 200;

    /** Whoever is behind looks for answers as well before going on. */
    private static final int TURNS_AT_ONCE = 512;

    private static final long NOT_BEGUN = Long.MAX_VALUE;

    private final LoadPlan plan;
    private final Share share;
    private final Measurements measured;
    private final LeanConnection[] connections;
    private final Selector selector;
    private final long base = System.nanoTime();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final Consumer<SelectionKey> handler = key -> ((LeanConnection) key.attachment()).ready(key);

    private volatile long begin = NOT_BEGUN;
    private volatile long beginMillis;
    private volatile long end = Long.MAX_VALUE;
    private volatile boolean cutAll;
    private volatile long unanswered;
    /** The loop's message that is due next. */
    private long next;

    /** How many connections have their turn to send: all at most, who then send more at a time. */
    private int turns;

    private long ticked;
    private long connectsFrom;

    LeanLoop(LoadPlan plan, Share share, Measurements measured, List<LoadClient> clients) throws IOException {
        this.plan = plan;
        this.share = share;
        this.measured = measured;
        this.selector = Selector.open();
        this.connections = new LeanConnection[clients.size()];
        for (int i = 0; i < connections.length; i++) {
            long connectAt = plan.connectAtNanos(i * share.loops() + share.loop());
            connections[i] = new LeanConnection(this, i, plan, measured, clients.get(i), connectAt);
        }
    }

    /**
     * Begins the schedule.
     *
     * @param atNanoTime as {@code System.nanoTime()} tells
     * @param atMillis the same moment by the clock
     */
    void begin(long atNanoTime, long atMillis) {
        beginMillis = atMillis;
        end = atNanoTime - base + plan.schedule().durationNanos();
        begin = atNanoTime - base;
    }

    /** Ends the schedule now; what was sent is still waited for. */
    void end() {
        end = Math.min(end, nanos());
    }

    /** Pulls every cable once. */
    void cutAll() {
        cutAll = true;
    }

    long unanswered() {
        return unanswered;
    }

    /** To be asked when the run is over. */
    long sentBy(int connection) {
        return connections[connection].sent();
    }

    /** Nanoseconds since this loop was made. */
    long nanos() {
        return System.nanoTime() - base;
    }

    ByteBuffer incoming() {
        return incoming.clear();
    }

    ByteBuffer outgoing() {
        return outgoing.clear();
    }

    /** When a connection's message is due, in this loop's {@link #nanos}. */
    long dueAt(int connection, long message) {
        return begin + intended(connection, message);
    }

    /** The same by the clock, as the device would stamp it. */
    long dueAtMillis(int connection, long message) {
        return beginMillis + intended(connection, message) / 1_000_000;
    }

    private long intended(int connection, long message) {
        return intended(share.ofLoop(connection, message));
    }

    /** What is sent in one burst is due together. */
    private long intended(long message) {
        return plan.schedule().intendedNanos(share.inRun(message - message % share.burst()));
    }

    SelectionKey register(SocketChannel socket, LeanConnection connection) throws IOException {
        return socket.register(selector, SelectionKey.OP_CONNECT, connection);
    }

    @Override
    public void run() {
        try {
            long now = nanos();
            while (!isOver(now)) {
                connectDue(now);
                long wakeAt = sendDue(now);
                tick(now);
                look(now, wakeAt);
                now = nanos();
            }
            finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isOver(long now) {
        if (now < end || begin == NOT_BEGUN && end == Long.MAX_VALUE) {
            return false;
        }
        return now - end > plan.patience().toNanos() || allSettled();
    }

    private boolean allSettled() {
        if (begin != NOT_BEGUN && dueAt(next) <= end) {
            return false;
        }
        for (LeanConnection connection : connections) {
            if (!connection.isSettled()) {
                return false;
            }
        }
        return true;
    }

    private void connectDue(long now) {
        if (cutAll) {
            cutAll = false;
            for (LeanConnection connection : connections) {
                connection.cut();
            }
        }
        if (now < connectsFrom) {
            return;
        }
        int opened = 0;
        long earliest = Long.MAX_VALUE;
        for (LeanConnection connection : connections) {
            if (connection.connectAt() <= now && opened < CONNECTS_A_TURN) {
                connection.connect(now);
                opened++;
            }
            earliest = Math.min(earliest, connection.connectAt());
        }
        connectsFrom = Math.max(earliest, now + 2 * TICK_NANOS);
    }

    /** A connection wants to be opened at this moment, or later. */
    void connectsFrom(long nanos) {
        connectsFrom = Math.min(connectsFrom, nanos);
    }

    /** Sends what is due, and returns when the next message is. */
    private long sendDue(long now) {
        if (begin == NOT_BEGUN) {
            return Long.MAX_VALUE;
        }
        long until = Math.min(now, end);
        while (dueAt(next) <= until) {
            if (next % share.burst() == 0) {
                turns = Math.min(connections.length, turns + 1);
            }
            connections[share.connection(next)].due(share.ofConnection(next));
            next++;
        }
        // Those whose turn it is are the ones up to the one whose message was due last.
        int after = next == 0 ? 0 : share.connection(next - 1) + 1;
        int turn = Math.floorMod(after - turns, connections.length);
        for (int i = 0; i < TURNS_AT_ONCE && turns > 0; i++) {
            connections[turn].flush();
            turn = turn + 1 < connections.length ? turn + 1 : 0;
            turns--;
        }
        if (turns > 0) {
            return now;
        }
        return dueAt(next);
    }

    /** When a message of this loop is due; never where there is none. */
    private long dueAt(long message) {
        return message < share.messages(plan.schedule().total()) ? begin + intended(message) : Long.MAX_VALUE;
    }

    private void tick(long now) {
        if (now - ticked < SECOND) {
            return;
        }
        ticked = now;
        for (LeanConnection connection : connections) {
            connection.tick(now);
        }
    }

    /** Waits for the next thing to do, but looks for answers no more often than every tick. */
    private void look(long now, long wakeAt) throws IOException {
        long sleep = Math.min(LONGEST_SLEEP_NANOS, wakeAt - now);
        if (measured.counts.connected.get() < plan.connections()) {
            sleep = Math.min(sleep, 2 * TICK_NANOS);
        }
        if (sleep >= 2 * SECOND / 1_000) {
            // Little to do: an answer is seen the moment it comes.
            selector.select(handler, sleep / 1_000_000 - 1);
            return;
        }
        long untilTick = TICK_NANOS - (nanos() - now);
        if (untilTick > 0 && wakeAt > now) {
            LockSupport.parkNanos(untilTick);
        }
        selector.selectNow(handler);
    }

    private void finish() throws IOException {
        long waiting = 0;
        for (LeanConnection connection : connections) {
            waiting += connection.unanswered();
            connection.close();
        }
        unanswered = waiting;
        selector.close();
    }
}
