package io.cityops.gateway.mqtt;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** How many sockets may be open, and who waits for a place. Safe across threads. */
final class PlaceCount {
    private final int limit;
    private final AtomicInteger taken = new AtomicInteger();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    PlaceCount(int limit) {
        this.limit = limit;
    }

    boolean take() {
        if (taken.incrementAndGet() <= limit) {
            return true;
        }
        taken.decrementAndGet();
        return false;
    }

    void giveBack() {
        taken.decrementAndGet();
        wake();
    }

    /** Runs the wake-up when there is a place again, or at once. */
    void whenFree(Runnable wakeUp) {
        waiting.add(wakeUp);
        if (taken.get() < limit) {
            wake();
        }
    }

    private void wake() {
        Runnable wakeUp;
        while ((wakeUp = waiting.poll()) != null) {
            wakeUp.run();
        }
    }
}
