package io.cityops.model.registry;

import io.cityops.model.telemetry.Wire;
import org.jspecify.annotations.Nullable;

/** Values of the compacted Kafka topic {@code devices}; its key is the device id, and no value means deleted. */
public final class DeviceCodec {
    private static final int DEVICE = 'D';
    /** Of ordinary life. */
    private static final int VERSION = 1;
    /** The same, and the drill at the end. */
    private static final int DRILL_VERSION = 2;
    /** The same, and the maintenance windows at the end; the drill may be empty. */
    private static final int MAINTENANCE_VERSION = 3;

    private DeviceCodec() {}

    public static byte[] encode(Device device) {
        String drill = device.drill();
        int version = !device.maintenance().isEmpty() ? MAINTENANCE_VERSION : drill != null ? DRILL_VERSION : VERSION;
        return Wire.write(DEVICE, version, 96, out -> {
            out.writeUTF(device.id());
            out.writeUTF(device.type());
            out.writeUTF(device.sector());
            out.writeUTF(device.area());
            out.writeDouble(device.lat());
            out.writeDouble(device.lon());
            out.writeLong(device.expectedIntervalMillis());
            out.writeBoolean(device.enabled());
            if (version >= DRILL_VERSION) {
                out.writeUTF(drill == null ? "" : drill);
            }
            if (version >= MAINTENANCE_VERSION) {
                out.writeUTF(MaintenanceWindow.text(device.maintenance()));
            }
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a device */
    public static Device decode(byte[] bytes) {
        int version = Wire.isVersion(bytes, MAINTENANCE_VERSION)
                ? MAINTENANCE_VERSION
                : Wire.isVersion(bytes, DRILL_VERSION) ? DRILL_VERSION : VERSION;
        return Wire.read(
                bytes,
                DEVICE,
                version,
                in -> new Device(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readLong(),
                        in.readBoolean(),
                        drill(version >= DRILL_VERSION ? in.readUTF() : ""),
                        MaintenanceWindow.parse(version >= MAINTENANCE_VERSION ? in.readUTF() : "")));
    }

    private static @Nullable String drill(String text) {
        return text.isEmpty() ? null : text;
    }
}
