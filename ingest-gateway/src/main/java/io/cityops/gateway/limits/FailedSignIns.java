package io.cityops.gateway.limits;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/**
 * Keeps those waiting who fail to sign in too often: one device from one address, or one address with whatever names. Only
 * failures use an allowance and only failures are kept waiting, so nobody can lock a device out by failing in its name or
 * from behind its address. Safe across threads.
 */
public final class FailedSignIns {
    /** One device from one address: twenty at once, then one in five seconds. */
    private static final double DEVICE_BURST = 20;

    private static final double DEVICE_PER_SECOND = 0.2;

    /** One address, which may be that of a whole network: 500 at once, then 50 a second. */
    private static final double ADDRESS_BURST = 500;

    private static final double ADDRESS_PER_SECOND = 50;

    private static final long WAIT_MILLIS = 1_000;
    private static final int MAX_WAITING = 2_000;
    private static final int MAX_KEPT = 100_000;
    private static final int IPV6_NETWORK_BYTES = 8;

    private final LongSupplier nanoTime;
    private final Map<Object, TokenBucket> allowances = new ConcurrentHashMap<>();
    private final AtomicInteger waiting = new AtomicInteger();

    public FailedSignIns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What is done with one who failed; a closed list, used as metric tag. */
    public enum Answer {
        AT_ONCE,
        /** The device has failed too often from this address. */
        WAIT_FOR_DEVICE,
        /** Too many have failed from this address. */
        WAIT_FOR_ADDRESS,
        /** Too many wait already: closed without an answer. */
        NONE
    }

    private record Pair(String deviceId, Object network) {}

    private record Network(byte[] bytes) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Network network && Arrays.equals(bytes, network.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }

    /**
     * One more failure. Who has to wait is to be answered after {@link #waitMillis}, and then {@link #waited} called.
     *
     * @param knownDeviceId the device in whose name it failed; empty when there is no such device
     */
    public Answer failed(String knownDeviceId, InetAddress address) {
        Object network = network(address);
        boolean addressMay = take(network, ADDRESS_PER_SECOND, ADDRESS_BURST);
        boolean deviceMay =
                knownDeviceId.isEmpty() || take(new Pair(knownDeviceId, network), DEVICE_PER_SECOND, DEVICE_BURST);
        if (addressMay && deviceMay) {
            return Answer.AT_ONCE;
        }
        if (waiting.incrementAndGet() > MAX_WAITING) {
            waiting.decrementAndGet();
            return Answer.NONE;
        }
        return addressMay ? Answer.WAIT_FOR_DEVICE : Answer.WAIT_FOR_ADDRESS;
    }

    public long waitMillis() {
        return WAIT_MILLIS;
    }

    public void waited() {
        waiting.decrementAndGet();
    }

    /** Forgets those who have not failed for a while; called now and then. */
    public void sweep() {
        long nowNanos = nanoTime.getAsLong();
        for (Object key : allowances.keySet()) {
            allowances.computeIfPresent(key, (ignored, bucket) -> bucket.isFull(nowNanos) ? null : bucket);
        }
    }

    private boolean take(Object key, double perSecond, double burst) {
        if (allowances.size() >= MAX_KEPT && !allowances.containsKey(key)) {
            return false;
        }
        long nowNanos = nanoTime.getAsLong();
        boolean[] may = new boolean[1];
        allowances.compute(key, (ignored, kept) -> {
            TokenBucket bucket = kept == null ? new TokenBucket(perSecond, burst, nowNanos) : kept;
            may[0] = bucket.take(1, nowNanos);
            return bucket;
        });
        return may[0];
    }

    /** An IPv4 address, or the network of an IPv6 one, within which everybody has as many addresses as he likes. */
    private static Object network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Network(bytes.length > IPV6_NETWORK_BYTES ? Arrays.copyOf(bytes, IPV6_NETWORK_BYTES) : bytes);
    }
}
