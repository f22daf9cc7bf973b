package io.cityops.model.telemetry;

import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Values of Kafka topic {@code telemetry}: a {@link Telemetry}, or a tick, which says how far the gateway's time has
 * come even when no device reports. Compact and self-contained; big-endian, strings as {@link DataInputStream#readUTF}.
 */
public final class TelemetryCodec {
    private static final int TELEMETRY = 'T';
    private static final int TICK = 'K';
    private static final int VERSION = 1;

    private TelemetryCodec() {}

    public static byte[] encode(Telemetry telemetry) {
        return Wire.write(
                TELEMETRY, VERSION, 128 + 64 * telemetry.observations().size(), out -> {
                    out.writeUTF(telemetry.deviceId());
                    out.writeUTF(telemetry.deviceType());
                    out.writeUTF(telemetry.sector());
                    out.writeUTF(telemetry.area());
                    out.writeLong(telemetry.expectedIntervalMillis());
                    out.writeLong(telemetry.receivedAtMillis());
                    out.writeShort(telemetry.observations().size());
                    for (Observation observation : telemetry.observations()) {
                        out.writeLong(observation.observedAtMillis());
                        out.writeLong(observation.seq());
                        out.writeInt(observation.quality());
                        out.writeShort(observation.measures().length);
                        for (int i = 0; i < observation.measures().length; i++) {
                            out.writeUTF(observation.measures()[i]);
                            out.writeDouble(observation.values()[i]);
                        }
                    }
                });
    }

    /** @param receivedAtMillis the gateway's time, epoch milliseconds */
    public static byte[] encodeTick(long receivedAtMillis) {
        return Wire.write(TICK, VERSION, 10, out -> out.writeLong(receivedAtMillis));
    }

    public static boolean isTick(byte[] bytes) {
        return bytes.length > 0 && bytes[0] == TICK;
    }

    /** @throws IllegalArgumentException when the bytes are not a tick */
    public static long tickMillis(byte[] bytes) {
        return Wire.read(bytes, TICK, VERSION, DataInputStream::readLong);
    }

    /** @throws IllegalArgumentException when the bytes are not a telemetry message */
    public static Telemetry decode(byte[] bytes) {
        return Wire.read(bytes, TELEMETRY, VERSION, TelemetryCodec::readTelemetry);
    }

    private static Telemetry readTelemetry(DataInputStream in) throws IOException {
        String deviceId = in.readUTF();
        String deviceType = in.readUTF();
        String sector = in.readUTF();
        String area = in.readUTF();
        long expectedIntervalMillis = in.readLong();
        long receivedAtMillis = in.readLong();
        int count = in.readUnsignedShort();
        List<Observation> observations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            observations.add(readObservation(in));
        }
        return new Telemetry(
                deviceId, deviceType, sector, area, expectedIntervalMillis, receivedAtMillis, observations);
    }

    private static Observation readObservation(DataInputStream in) throws IOException {
        long observedAtMillis = in.readLong();
        long seq = in.readLong();
        int quality = in.readInt();
        int count = in.readUnsignedShort();
        String[] measures = new String[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            measures[i] = in.readUTF();
            values[i] = in.readDouble();
        }
        return new Observation(observedAtMillis, seq, quality, measures, values);
    }
}
