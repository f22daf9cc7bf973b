package io.cityops.gateway.kafka;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How much the gateway holds that Kafka has not acknowledged. At the limit the connections stop reading; they are woken
 * when half of it is free again. Safe across threads.
 */
public final class InFlightBytes {
    private final long limitBytes;
    private final AtomicLong heldBytes = new AtomicLong();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    public InFlightBytes(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /**
     * Counts bytes that have been read already.
     *
     * @return whether more may be read; if not, stop and call {@link #whenFreed}
     */
    public boolean hold(int bytes) {
        return heldBytes.addAndGet(bytes) < limitBytes;
    }

    public void release(int bytes) {
        if (heldBytes.addAndGet(-bytes) <= limitBytes / 2) {
            wake();
        }
    }

    /** Runs the wake-up once at least half of the limit is free, on whatever thread frees it, or at once. */
    public void whenFreed(Runnable wakeUp) {
        waiting.add(wakeUp);
        if (heldBytes.get() <= limitBytes / 2) {
            wake();
        }
    }

    /** Whether no more is to be read for now. */
    public boolean isFull() {
        return heldBytes.get() >= limitBytes;
    }

    public long heldBytes() {
        return heldBytes.get();
    }

    private void wake() {
        Runnable wakeUp;
        while ((wakeUp = waiting.poll()) != null) {
            wakeUp.run();
        }
    }
}
