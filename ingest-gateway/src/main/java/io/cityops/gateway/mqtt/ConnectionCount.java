package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.GatewayMeters;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the connections of all listeners under a limit that lies below the one of file descriptors: a process that runs
 * out of those may never accept again. Also the switch that ends accepting.
 */
public final class ConnectionCount {
    private final int limit;
    private final GatewayMeters meters;
    private final AtomicInteger open = new AtomicInteger();
    private final ConcurrentLinkedQueue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean accepting = true;

    public ConnectionCount(int limit, GatewayMeters meters) {
        this.limit = limit;
        this.meters = meters;
    }

    /** From now on nobody is let in. */
    public void stopAccepting() {
        accepting = false;
    }

    boolean enter() {
        if (!accepting) {
            meters.disconnected(false, CloseCause.GATEWAY_STOPPING);
            return false;
        }
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            meters.disconnected(false, CloseCause.CONNECTION_LIMIT);
            return false;
        }
        return true;
    }

    /** Runs the wake-up when there is room again, or at once; never once the gateway stops. */
    void whenFree(Runnable wakeUp) {
        waiting.add(wakeUp);
        if (open.get() < limit) {
            wake();
        }
    }

    void leave() {
        open.decrementAndGet();
        wake();
    }

    private void wake() {
        Runnable wakeUp;
        while (accepting && (wakeUp = waiting.poll()) != null) {
            wakeUp.run();
        }
    }
}
