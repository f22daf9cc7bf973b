package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.GatewayMeters;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the connections of all listeners under a limit that lies below the one of file descriptors: a process that runs
 * out of those may never accept again. Also the switch that ends accepting.
 */
public final class ConnectionCount {
    private final int limit;
    private final GatewayMeters meters;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean accepting = true;

    public ConnectionCount(int limit, GatewayMeters meters) {
        this.limit = limit;
        this.meters = meters;
    }

    /** From now on every new connection is closed at once. */
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

    void leave() {
        open.decrementAndGet();
    }
}
