package io.cityops.gateway.registry;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private static final String TOPIC_ROOT = "city/";

    private final Map<String, KnownDevice> devices = new ConcurrentHashMap<>();
    private final Map<ExternalName, KnownDevice> byExternalName = new ConcurrentHashMap<>();
    private final Map<String, Integer> devicesBehind = new ConcurrentHashMap<>();
    private final List<Consumer<DeviceChange>> followers = new CopyOnWriteArrayList<>();

    /** How one concentrator calls a device; two concentrators may use the same name for different ones. */
    private record ExternalName(String concentratorId, String externalId) {}

    public @Nullable KnownDevice find(String deviceId) {
        return devices.get(deviceId);
    }

    /** The device that a concentrator means when it names it in its own way. */
    public Optional<KnownDevice> byExternalId(String concentratorId, String externalId) {
        return Optional.ofNullable(byExternalName.get(new ExternalName(concentratorId, externalId)));
    }

    /**
     * Whom a message on a native topic is about: the sender itself, or a device that the sender is the concentrator of.
     * The sender too when the topic belongs to neither, since then the refusal is the sender's.
     */
    public KnownDevice describedBy(KnownDevice sender, String topic) {
        if (sender.owns(topic)) {
            return sender;
        }
        int sectorEnd = topic.indexOf('/', TOPIC_ROOT.length());
        int idEnd = sectorEnd < 0 ? -1 : topic.indexOf('/', sectorEnd + 1);
        if (idEnd < 0 || !topic.startsWith(TOPIC_ROOT)) {
            return sender;
        }
        KnownDevice described = devices.get(topic.substring(sectorEnd + 1, idEnd));
        return described != null && described.speaksThrough(sender) && described.owns(topic) ? described : sender;
    }

    /** Whether pictures may come from it: it is a camera, or the concentrator of devices that may be. */
    public boolean maySendStills(KnownDevice device) {
        return device.sendsStills() || devicesBehind.containsKey(device.id());
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
        forgetBehind(before);
        if (device.concentrator() != null) {
            devicesBehind.merge(device.concentrator(), 1, Integer::sum);
        }
        ExternalName name = externalName(device);
        if (name != null) {
            byExternalName.put(name, device);
        }
        if (before == null || !before.sameAs(device)) {
            tell(new DeviceChange(device.id(), device));
        }
    }

    private void remove(String deviceId) {
        KnownDevice before = devices.remove(deviceId);
        if (before != null) {
            forgetBehind(before);
            tell(new DeviceChange(deviceId, null));
        }
    }

    /** Its name too, unless that has passed to another device meanwhile. */
    private void forgetBehind(@Nullable KnownDevice before) {
        if (before != null && before.concentrator() != null) {
            devicesBehind.computeIfPresent(
                    before.concentrator(), (ignored, devices) -> devices == 1 ? null : devices - 1);
        }
        ExternalName name = before == null ? null : externalName(before);
        if (before != null && name != null) {
            byExternalName.remove(name, before);
        }
    }

    private static @Nullable ExternalName externalName(KnownDevice device) {
        String concentrator = device.concentrator();
        String externalId = device.externalId();
        return concentrator == null || externalId == null ? null : new ExternalName(concentrator, externalId);
    }

    private void tell(DeviceChange change) {
        followers.forEach(follower -> follower.accept(change));
    }
}
