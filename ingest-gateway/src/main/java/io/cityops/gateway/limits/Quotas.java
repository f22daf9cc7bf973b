package io.cityops.gateway.limits;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * The quotas of all devices and connections. A device has the same quota on whichever connection and through whichever
 * concentrator it comes; a connection has one of its own, which matters for concentrators. Safe across threads.
 */
public final class Quotas {
    private final Quota.Rate device;
    private final Quota.Rate connection;
    private final LongSupplier nanoTime;
    private final Map<String, Quota> devices = new ConcurrentHashMap<>();

    public Quotas(Quota.Rate device, Quota.Rate connection, LongSupplier nanoTime) {
        this.device = device;
        this.connection = connection;
        this.nanoTime = nanoTime;
    }

    public Quota ofDevice(String deviceId) {
        return devices.computeIfAbsent(
                deviceId,
                ignored ->
                        new Quota(Quota.Kind.DEVICE_MESSAGES, Quota.Kind.DEVICE_BYTES, device, nanoTime.getAsLong()));
    }

    public Quota newConnection() {
        return new Quota(Quota.Kind.CONNECTION_MESSAGES, Quota.Kind.CONNECTION_BYTES, connection, nanoTime.getAsLong());
    }

    public long nanoTime() {
        return nanoTime.getAsLong();
    }

    /** Forgets those that are whole again; called now and then. */
    public void sweep() {
        long nowNanos = nanoTime.getAsLong();
        for (String deviceId : devices.keySet()) {
            devices.computeIfPresent(deviceId, (ignored, quota) -> quota.isUnused(nowNanos) ? null : quota);
        }
    }
}
