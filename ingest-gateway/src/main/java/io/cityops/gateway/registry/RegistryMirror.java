package io.cityops.gateway.registry;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The registry in memory, from which every device signs in, whether the database answers or not. Read from any thread;
 * written by one, which also calls the followers, after the mirror has the change.
 */
public final class RegistryMirror {
    private final Map<String, KnownDevice> devices = new ConcurrentHashMap<>();
    private final List<Consumer<DeviceChange>> followers = new CopyOnWriteArrayList<>();

    public @Nullable KnownDevice find(String deviceId) {
        return devices.get(deviceId);
    }

    /** The devices now; weakly consistent. */
    public Collection<KnownDevice> devices() {
        return devices.values();
    }

    public int size() {
        return devices.size();
    }

    /** From now on the follower is told of every change. */
    public void follow(Consumer<DeviceChange> follower) {
        followers.add(follower);
    }

    /** The whole registry as just read; what is missing from it was removed. */
    void replaceAll(Collection<KnownDevice> all) {
        Set<String> gone = new HashSet<>(devices.keySet());
        all.forEach(device -> {
            gone.remove(device.id());
            put(device);
        });
        gone.forEach(this::remove);
    }

    /** Some devices as just read; those asked for and not found were removed. */
    void replace(Set<String> asked, Collection<KnownDevice> found) {
        Set<String> gone = new HashSet<>(asked);
        found.forEach(device -> {
            gone.remove(device.id());
            put(device);
        });
        gone.forEach(this::remove);
    }

    private void put(KnownDevice device) {
        KnownDevice before = devices.put(device.id(), device);
        if (before == null || !before.sameAs(device)) {
            tell(new DeviceChange(device.id(), device));
        }
    }

    private void remove(String deviceId) {
        if (devices.remove(deviceId) != null) {
            tell(new DeviceChange(deviceId, null));
        }
    }

    private void tell(DeviceChange change) {
        followers.forEach(follower -> follower.accept(change));
    }
}
