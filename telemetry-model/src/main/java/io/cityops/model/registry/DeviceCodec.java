package io.cityops.model.registry;

import io.cityops.model.telemetry.Wire;

/** Values of the compacted Kafka topic {@code devices}; its key is the device id, and no value means deleted. */
public final class DeviceCodec {
    private static final int DEVICE = 'D';
    private static final int VERSION = 1;

    private DeviceCodec() {}

    public static byte[] encode(Device device) {
        return Wire.write(DEVICE, VERSION, 96, out -> {
            out.writeUTF(device.id());
            out.writeUTF(device.type());
            out.writeUTF(device.sector());
            out.writeUTF(device.area());
            out.writeDouble(device.lat());
            out.writeDouble(device.lon());
            out.writeLong(device.expectedIntervalMillis());
            out.writeBoolean(device.enabled());
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a device */
    public static Device decode(byte[] bytes) {
        return Wire.read(
                bytes,
                DEVICE,
                VERSION,
                in -> new Device(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readLong(),
                        in.readBoolean()));
    }
}
