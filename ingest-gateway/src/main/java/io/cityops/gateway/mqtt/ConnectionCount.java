package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.GatewayMeters;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps the connections of all listeners under a limit that lies below the one of file descriptors: a process that runs
 * out of those may never accept again. Also the switch that ends accepting.
 */
public final class ConnectionCount {
    private final int limit;
    private final int limitPerAddress;
    private final ConcurrentHashMap<InetAddress, Integer> openByAddress = new ConcurrentHashMap<>();
    private final GatewayMeters meters;
    private final AtomicInteger open = new AtomicInteger();
    private volatile boolean accepting = true;

    public ConnectionCount(int limit, int limitPerAddress, GatewayMeters meters) {
        this.limit = limit;
        this.limitPerAddress = limitPerAddress;
        this.meters = meters;
    }

    /** From now on every new connection is closed at once. */
    public void stopAccepting() {
        accepting = false;
    }

    /** @return whether the connection may stay; then {@link #leave} is to be called when it is gone */
    boolean enter(InetAddress from) {
        if (!accepting) {
            meters.disconnected(false, CloseCause.GATEWAY_STOPPING);
            return false;
        }
        if (open.incrementAndGet() > limit) {
            open.decrementAndGet();
            meters.disconnected(false, CloseCause.CONNECTION_LIMIT);
            return false;
        }
        if (openByAddress.merge(from, 1, Integer::sum) > limitPerAddress) {
            leave(from);
            meters.disconnected(false, CloseCause.ADDRESS_LIMIT);
            return false;
        }
        return true;
    }

    void leave(InetAddress from) {
        open.decrementAndGet();
        openByAddress.computeIfPresent(from, (ignored, count) -> count == 1 ? null : count - 1);
    }
}
