package io.cityops.model.telemetry;

import java.io.DataInputStream;
import java.io.IOException;

/** Values of Kafka topic {@code telemetry.rejected}. */
public final class RejectionCodec {
    private static final int REJECTION = 'R';
    private static final int VERSION = 1;

    private RejectionCodec() {}

    public static byte[] encode(Rejection rejection) {
        return Wire.write(REJECTION, VERSION, 128 + rejection.payload().length, out -> {
            out.writeLong(rejection.receivedAtMillis());
            String deviceId = rejection.deviceId();
            out.writeBoolean(deviceId != null);
            if (deviceId != null) {
                out.writeUTF(deviceId);
            }
            out.writeUTF(rejection.topic());
            out.writeUTF(rejection.reason().tag());
            out.writeUTF(rejection.detail());
            out.writeInt(rejection.payload().length);
            out.write(rejection.payload());
            out.writeShort(rejection.packetId());
            out.writeBoolean(rejection.redelivered());
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a rejection */
    public static Rejection decode(byte[] bytes) {
        return Wire.read(bytes, REJECTION, VERSION, RejectionCodec::readRejection);
    }

    private static Rejection readRejection(DataInputStream in) throws IOException {
        long receivedAtMillis = in.readLong();
        String deviceId = in.readBoolean() ? in.readUTF() : null;
        String topic = in.readUTF();
        RejectReason reason = RejectReason.ofTag(in.readUTF());
        String detail = in.readUTF();
        byte[] payload = in.readNBytes(in.readInt());
        int packetId = in.readUnsignedShort();
        return new Rejection(receivedAtMillis, deviceId, topic, reason, detail, payload, packetId, in.readBoolean());
    }
}
