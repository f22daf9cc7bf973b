package io.cityops.jobs.rehearse;

import io.cityops.jobs.intake.Arrival;
import io.cityops.jobs.intake.DeviceMessage;
import io.cityops.jobs.store.Recording;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Recorded messages as topic telemetry would have had them, with the gateway's tick each second between. While nobody was
 * heard for longer than most devices keep quiet, it was the gateway that was away: then there are no ticks.
 *
 * <p>A thread of its own reads ahead. To be taken by one thread.
 */
final class RecordedArrivals implements Iterator<Arrival> {
    private static final long TICK_MILLIS = 1_000;
    private static final int BATCHES_AHEAD = 1;
    private static final long PATIENCE_SECONDS = 900;

    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(BATCHES_AHEAD);
    private final Queue<DeviceMessage> messages = new ArrayDeque<>();
    private final long awayMillis;
    private final long untilMillis;
    private @Nullable Arrival next;
    private long now;
    private boolean ended;

    /** @param messages empty: the end, or what has failed */
    private record Batch(List<DeviceMessage> messages, Optional<IOException> failure, boolean isLast) {}

    /**
     * @param awayMillis for how long nobody is heard while the gateway is away
     * @param fromMillis where the time of the recording begins
     */
    RecordedArrivals(Recording recording, long awayMillis, long fromMillis, long untilMillis) {
        this.awayMillis = awayMillis;
        this.untilMillis = untilMillis;
        this.now = fromMillis;
        Thread.ofPlatform().daemon().name("reads-recording").start(() -> readAhead(recording));
    }

    /** Of messages that are at hand. */
    RecordedArrivals(List<DeviceMessage> messages, long awayMillis, long fromMillis, long untilMillis) {
        this.awayMillis = awayMillis;
        this.untilMillis = untilMillis;
        this.now = fromMillis;
        this.messages.addAll(messages);
        this.ended = true;
    }

    private void readAhead(Recording recording) {
        try (recording) {
            for (List<DeviceMessage> read = recording.next(); read != null; read = recording.next()) {
                batches.put(new Batch(read, Optional.empty(), false));
            }
            batches.put(new Batch(List.of(), Optional.empty(), true));
        } catch (IOException e) {
            fail(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fail(IOException e) {
        try {
            batches.put(new Batch(List.of(), Optional.of(e), true));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = following();
        }
        return next != null;
    }

    @Override
    public Arrival next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException("the recording is over");
        }
        Arrival given = next;
        next = null;
        return given;
    }

    /** The next message, or a tick where one lies before it. */
    private @Nullable Arrival following() {
        DeviceMessage message = newest();
        long then = message == null ? untilMillis : message.receivedAtMillis;
        long tick = Math.floorDiv(now, TICK_MILLIS) * TICK_MILLIS + TICK_MILLIS;
        if (tick <= then) {
            // While it was away its time stood still; the first tick thereafter tells of the gap.
            now = then - now > awayMillis ? then : tick;
            return Arrival.tick(now);
        }
        if (message == null) {
            return null;
        }
        messages.remove();
        now = Math.max(now, message.receivedAtMillis);
        return Arrival.message(message);
    }

    private @Nullable DeviceMessage newest() {
        while (messages.isEmpty() && !ended) {
            Batch batch = take();
            if (batch.failure().isPresent()) {
                throw new UncheckedIOException(batch.failure().get());
            }
            ended = batch.isLast();
            messages.addAll(batch.messages());
        }
        return messages.peek();
    }

    private Batch take() {
        try {
            Batch batch = batches.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (batch == null) {
                throw new IllegalStateException("the database has not answered for " + PATIENCE_SECONDS + " s");
            }
            return batch;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
