package io.cityops.gateway.registry;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The serial numbers that are worth nothing any more, in memory. Read from any thread; written by one. */
public final class RevokedCertificates {
    private final Set<String> serials = ConcurrentHashMap.newKeySet();
    private volatile Runnable follower = () -> {};

    /** @param serial hexadecimal, small letters, no leading zeros */
    public boolean contains(String serial) {
        return serials.contains(serial);
    }

    public int size() {
        return serials.size();
    }

    /** Called after each change. */
    public void follow(Runnable newFollower) {
        follower = newFollower;
    }

    void replaceAll(Collection<String> now) {
        serials.addAll(now);
        serials.retainAll(Set.copyOf(now));
        follower.run();
    }
}
