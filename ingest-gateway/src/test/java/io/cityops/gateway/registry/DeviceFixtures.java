package io.cityops.gateway.registry;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.Device;
import io.cityops.model.registry.DeviceToken;
import java.util.List;

/** Registered devices for tests. The token of each is its id with {@code -token}. */
public final class DeviceFixtures {
    private static final Catalogue CATALOGUE = Catalogue.load(null);
    private static final byte[] SALT = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16};

    private DeviceFixtures() {}

    public static KnownDevice riverGauge(String id) {
        return known(new Device(id, "river-gauge", "water", "city", 10.77, 106.70, 30_000, true), tokenOf(id));
    }

    public static KnownDevice behind(String concentrator, String externalId, String id) {
        Device device = riverGauge(id).device();
        return new KnownDevice(device, CATALOGUE.deviceType(device.type()), null, null, concentrator, externalId);
    }

    /** A river gauge's twin, as the registry keeps it for a drill. */
    public static KnownDevice twin(String id, String drill) {
        return known(new Device(id, "river-gauge", "water", "city", 10.77, 106.70, 30_000, true, drill), tokenOf(id));
    }

    public static KnownDevice disabled(String id) {
        return known(new Device(id, "river-gauge", "water", "city", 10.77, 106.70, 30_000, false), tokenOf(id));
    }

    public static KnownDevice withoutToken(String id) {
        Device device = riverGauge(id).device();
        return new KnownDevice(device, CATALOGUE.deviceType(device.type()), null, null);
    }

    public static KnownDevice withToken(String id, String token) {
        return known(riverGauge(id).device(), token);
    }

    public static KnownDevice camera(String id) {
        return known(new Device(id, "traffic-camera", "traffic", "city", 10.77, 106.70, 10_000, true), tokenOf(id));
    }

    public static KnownDevice ofUnknownType(String id) {
        return known(new Device(id, "weather-balloon", "water", "city", 10.77, 106.70, 30_000, true), tokenOf(id));
    }

    public static String tokenOf(String id) {
        return id + "-token";
    }

    /** A mirror that holds these. */
    public static RegistryMirror mirrorOf(KnownDevice... devices) {
        RegistryMirror mirror = new RegistryMirror();
        mirror.replaceAll(List.of(devices));
        return mirror;
    }

    public static RevokedCertificates revoked(String... serials) {
        RevokedCertificates revoked = new RevokedCertificates();
        revoked.replaceAll(List.of(serials));
        return revoked;
    }

    private static KnownDevice known(Device device, String token) {
        return new KnownDevice(device, CATALOGUE.deviceType(device.type()), SALT, DeviceToken.hash(SALT, token));
    }
}
