package io.cityops.model.telemetry;

import io.cityops.model.telemetry.DeviceStatus.Origin;

/** Values of the compacted Kafka topic {@code status}; its key is the device id, the newest status of each device stays. */
public final class StatusCodec {
    private static final int STATUS = 'S';
    private static final int VERSION = 1;

    private StatusCodec() {}

    public static byte[] encode(DeviceStatus status) {
        return Wire.write(STATUS, VERSION, 96 + status.payload().length, out -> {
            out.writeUTF(status.deviceId());
            out.writeLong(status.receivedAtMillis());
            out.writeBoolean(status.origin() == Origin.LAST_WILL);
            out.writeInt(status.payload().length);
            out.write(status.payload());
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a status */
    public static DeviceStatus decode(byte[] bytes) {
        return Wire.read(
                bytes,
                STATUS,
                VERSION,
                in -> new DeviceStatus(
                        in.readUTF(),
                        in.readLong(),
                        in.readBoolean() ? Origin.LAST_WILL : Origin.DEVICE,
                        in.readNBytes(in.readInt())));
    }
}
