package io.cityops.model.telemetry;

import java.io.DataInputStream;
import java.io.IOException;

/** Values of Kafka topic {@code telemetry.rejected}. */
public final class RejectionCodec {
    private static final int REJECTION = 'R';
    private static final int VERSION = 1;
    /** Of a drill: as version 1, and the drill at the end. */
    private static final int DRILL_VERSION = 2;

    private RejectionCodec() {}

    public static byte[] encode(Rejection rejection) {
        String drill = rejection.drill();
        return Wire.write(REJECTION, drill == null ? VERSION : DRILL_VERSION, 128 + rejection.payload().length, out -> {
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
            if (drill != null) {
                out.writeUTF(drill);
            }
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a rejection */
    public static Rejection decode(byte[] bytes) {
        boolean ofDrill = Wire.isVersion(bytes, DRILL_VERSION);
        return Wire.read(bytes, REJECTION, ofDrill ? DRILL_VERSION : VERSION, in -> readRejection(in, ofDrill));
    }

    private static Rejection readRejection(DataInputStream in, boolean ofDrill) throws IOException {
        long receivedAtMillis = in.readLong();
        String deviceId = in.readBoolean() ? in.readUTF() : null;
        String topic = in.readUTF();
        RejectReason reason = RejectReason.ofTag(in.readUTF());
        String detail = in.readUTF();
        byte[] payload = in.readNBytes(in.readInt());
        int packetId = in.readUnsignedShort();
        boolean redelivered = in.readBoolean();
        String drill = ofDrill ? in.readUTF() : null;
        return new Rejection(receivedAtMillis, deviceId, topic, reason, detail, payload, packetId, redelivered, drill);
    }
}
