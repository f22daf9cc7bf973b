package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.GatewayMeters;
import java.net.InetAddress;
import java.util.concurrent.ConcurrentHashMap;

/** So that no single address takes all the connections that there may be; generous, for many devices behind one router. */
public final class ConnectionsPerAddress {
    private final int limit;
    private final ConcurrentHashMap<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final GatewayMeters meters;

    public ConnectionsPerAddress(int limit, GatewayMeters meters) {
        this.limit = limit;
        this.meters = meters;
    }

    /** @return whether the connection may stay; then {@link #leave} is to be called when it is gone */
    boolean enter(InetAddress from) {
        if (open.merge(from, 1, Integer::sum) > limit) {
            leave(from);
            meters.disconnected(false, CloseCause.ADDRESS_LIMIT);
            return false;
        }
        return true;
    }

    void leave(InetAddress from) {
        open.computeIfPresent(from, (ignored, count) -> count == 1 ? null : count - 1);
    }
}
