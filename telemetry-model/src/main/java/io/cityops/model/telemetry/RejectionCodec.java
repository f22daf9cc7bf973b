package io.cityops.model.telemetry;

import java.io.DataInputStream;
import java.io.IOException;

/** Values of Kafka topic {@code telemetry.rejected}. */
public final class RejectionCodec {
    private static final int REJECTION = 'R';
    private static final int VERSION = 1;
    /** Of a drill: as version 1, and the drill at the end. */
    private static final int DRILL_VERSION = 2;
    /** As version 1, then what a replay needs and the drill, each if there is one. */
    private static final int REPLAY_VERSION = 3;

    private RejectionCodec() {}

    public static byte[] encode(Rejection rejection) {
        return Wire.write(REJECTION, REPLAY_VERSION, 160 + rejection.payload().length, out -> {
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
            Wire.writeOptional(out, rejection.drill());
            Wire.writeOptional(out, rejection.sender());
            Wire.writeOptional(out, rejection.contentType());
            Wire.writeText(out, rejection.stored());
        });
    }

    /** @throws IllegalArgumentException when the bytes are not a rejection */
    public static Rejection decode(byte[] bytes) {
        int version = Wire.isVersion(bytes, REPLAY_VERSION)
                ? REPLAY_VERSION
                : Wire.isVersion(bytes, DRILL_VERSION) ? DRILL_VERSION : VERSION;
        return Wire.read(bytes, REJECTION, version, in -> readRejection(in, version));
    }

    private static Rejection readRejection(DataInputStream in, int version) throws IOException {
        long receivedAtMillis = in.readLong();
        String deviceId = in.readBoolean() ? in.readUTF() : null;
        String topic = in.readUTF();
        RejectReason reason = RejectReason.ofTag(in.readUTF());
        String detail = in.readUTF();
        byte[] payload = in.readNBytes(in.readInt());
        int packetId = in.readUnsignedShort();
        boolean redelivered = in.readBoolean();
        boolean replayable = version == REPLAY_VERSION;
        String drill = replayable ? Wire.readOptional(in) : version == DRILL_VERSION ? in.readUTF() : null;
        return new Rejection(
                receivedAtMillis,
                deviceId,
                topic,
                reason,
                detail,
                payload,
                packetId,
                redelivered,
                drill,
                replayable ? Wire.readOptional(in) : null,
                replayable ? Wire.readOptional(in) : null,
                replayable ? Wire.readText(in) : "");
    }
}
