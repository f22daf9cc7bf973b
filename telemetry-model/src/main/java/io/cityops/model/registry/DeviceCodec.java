package io.cityops.model.registry;

import io.cityops.model.telemetry.Wire;

/** Values of the compacted Kafka topic {@code devices}; its key is the device id, and no value means deleted. */
public final class DeviceCodec {
    private static final int DEVICE = 'D';
    /** Of ordinary life. */
    private static final int VERSION = 1;
    /** The same, and the drill at the end. */
    private static final int DRILL_VERSION = 2;

    private DeviceCodec() {}

    public static byte[] encode(Device device) {
        String drill = device.drill();
        return Wire.write(DEVICE, drill == null ? VERSION : DRILL_VERSION, 96, out -> {
            out.writeUTF(device.id());
            out.writeUTF(device.type());
            out.writeUTF(device.sector());
            out.writeUTF(device.area());
            out.writeDouble(device.lat());
            out.writeDouble(device.lon());
            out.writeLong(device.expectedIntervalMillis());
            out.writeBoolean(device.enabled());
            if (drill != null) {
                out.writeUTF(drill);
            }
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a device */
    public static Device decode(byte[] bytes) {
        boolean ofDrill = Wire.isVersion(bytes, DRILL_VERSION);
        return Wire.read(
                bytes,
                DEVICE,
                ofDrill ? DRILL_VERSION : VERSION,
                in -> new Device(
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readUTF(),
                        in.readDouble(),
                        in.readDouble(),
                        in.readLong(),
                        in.readBoolean(),
                        ofDrill ? in.readUTF() : null));
    }
}
