package io.cityops.gateway.formats;

import io.cityops.gateway.registry.DeviceFixtures;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.gateway.registry.RegistryMirror;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.Device;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The devices of the golden messages: some sign in themselves, some stand behind a concentrator that names them its way. */
public final class ForeignFixtures {
    public static final Catalogue CATALOGUE = Catalogue.load(null);

    private ForeignFixtures() {}

    public static RegistryMirror mirror() {
        return DeviceFixtures.mirrorOf(
                device("lora", "concentrator", null, null),
                device("nvr", "concentrator", null, null),
                device("edge-2", "concentrator", null, null),
                device("air-7", "air-station", "lora", "70B3D57ED0001234"),
                device("river-3", "river-gauge", "lora", "70b3d57ed0005678"),
                device("river-5", "river-gauge", "edge-2", "Water/edge-2/gauge-1"),
                device("flood-9", "flood-sensor", null, null),
                device("noise-2", "noise-meter", null, null),
                device("loop-4", "loop-detector", null, null),
                device("lamp-1", "streetlight-cabinet", null, null),
                device("cam-12", "traffic-camera", "nvr", "B8A44F0A1B2C"));
    }

    public static ForeignFormats formats(RegistryMirror mirror) {
        return new ForeignFormats(CATALOGUE.formats(), mirror);
    }

    public static KnownDevice device(
            String id, String type, @Nullable String concentrator, @Nullable String externalId) {
        String sector = Objects.requireNonNull(CATALOGUE.deviceType(type)).sector();
        Device device = new Device(id, type, sector, "city", 10.77, 106.70, 30_000, true);
        return new KnownDevice(device, CATALOGUE.deviceType(type), null, null, concentrator, externalId);
    }
}
