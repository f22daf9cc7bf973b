package io.cityops.model.replay;

import io.cityops.model.telemetry.Wire;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Values of the Kafka topics {@value #REQUESTS} and {@value #RESULTS}; their key is the run. */
public final class ReplayCodec {
    public static final String REQUESTS = "telemetry.replay";
    public static final String RESULTS = "telemetry.replayed";

    private static final int REQUEST = 'Q';
    private static final int RESULT = 'A';
    private static final int VERSION = 1;

    private ReplayCodec() {}

    public static byte[] encode(ReplayRequest request) {
        return Wire.write(REQUEST, VERSION, 256 + request.payload().length, out -> {
            out.writeUTF(request.run());
            out.writeInt(request.message());
            out.writeBoolean(request.dryRun());
            out.writeLong(request.receivedAtMillis());
            out.writeUTF(request.sender());
            out.writeUTF(request.topic());
            Wire.writeOptional(out, request.contentType());
            out.writeInt(request.payload().length);
            out.write(request.payload());
            Wire.writeText(out, request.stored());
        });
    }

    /** @throws IllegalArgumentException when the bytes are no request */
    public static ReplayRequest decodeRequest(byte[] bytes) {
        return Wire.read(
                bytes,
                REQUEST,
                VERSION,
                in -> new ReplayRequest(
                        in.readUTF(),
                        in.readInt(),
                        in.readBoolean(),
                        in.readLong(),
                        in.readUTF(),
                        in.readUTF(),
                        Wire.readOptional(in),
                        in.readNBytes(in.readInt()),
                        Wire.readText(in)));
    }

    public static byte[] encode(ReplayResult result) {
        return Wire.write(RESULT, VERSION, 128, out -> {
            out.writeUTF(result.run());
            out.writeInt(result.message());
            out.writeInt(result.values());
            Wire.writeText(out, result.stored());
            out.writeShort(result.refused().size());
            for (ReplayResult.Refused refused : result.refused()) {
                out.writeUTF(refused.reason());
                Wire.writeText(out, refused.detail());
            }
        });
    }

    /** @throws IllegalArgumentException when the bytes are no result */
    public static ReplayResult decodeResult(byte[] bytes) {
        return Wire.read(bytes, RESULT, VERSION, ReplayCodec::readResult);
    }

    private static ReplayResult readResult(DataInputStream in) throws IOException {
        String run = in.readUTF();
        int message = in.readInt();
        int values = in.readInt();
        String stored = Wire.readText(in);
        int count = in.readUnsignedShort();
        List<ReplayResult.Refused> refused = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            refused.add(new ReplayResult.Refused(in.readUTF(), Wire.readText(in)));
        }
        return new ReplayResult(run, message, values, stored, refused);
    }
}
