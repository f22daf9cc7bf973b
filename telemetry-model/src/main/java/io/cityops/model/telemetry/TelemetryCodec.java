package io.cityops.model.telemetry;

import java.io.DataInputStream;
import java.io.DataOutputStream;
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
    /** Telemetry of a drill: as version 1, and the drill at the end. */
    private static final int DRILL_VERSION = 2;
    /** With counters: as version 1, then the drill, if there is one, and the counters of each observation in turn. */
    private static final int COUNT_VERSION = 3;

    private TelemetryCodec() {}

    /** Whose message it is, and when the gateway received it. */
    public record Head(String deviceId, long receivedAtMillis) {}

    public static byte[] encode(Telemetry telemetry) {
        String drill = telemetry.drill();
        boolean counts = hasCounts(telemetry.observations());
        return Wire.write(
                TELEMETRY,
                counts ? COUNT_VERSION : drill == null ? VERSION : DRILL_VERSION,
                128 + 64 * telemetry.observations().size(),
                out -> {
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
                    if (counts) {
                        Wire.writeOptional(out, drill);
                        for (Observation observation : telemetry.observations()) {
                            writeCounts(out, observation.counts());
                        }
                    } else if (drill != null) {
                        out.writeUTF(drill);
                    }
                });
    }

    private static boolean hasCounts(List<Observation> observations) {
        for (int i = 0; i < observations.size(); i++) {
            if (!observations.get(i).counts().isEmpty()) {
                return true;
            }
        }
        return false;
    }

    private static void writeCounts(DataOutputStream out, List<Count> counts) throws IOException {
        out.writeShort(counts.size());
        for (Count count : counts) {
            out.writeUTF(count.measure());
            out.writeUTF(count.source());
            out.writeDouble(count.value());
            out.writeDouble(count.wrapsAt());
            out.writeLong(count.maxGapMillis());
            out.writeDouble(count.maxIncrement());
        }
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

    /**
     * The first of a message only; what comes behind may still be wrong.
     *
     * @throws IllegalArgumentException when the bytes do not begin as a telemetry message
     */
    public static Head head(byte[] bytes) {
        WireReader in = begin(bytes);
        try {
            String deviceId = in.text();
            in.skipText(); // type
            in.skipText(); // sector
            in.skipText(); // area
            in.int64(); // expected interval
            return new Head(deviceId, in.int64());
        } catch (IndexOutOfBoundsException e) {
            throw endsEarly(e);
        }
    }

    /** @throws IllegalArgumentException when the bytes are not a telemetry message */
    public static Telemetry decode(byte[] bytes) {
        WireReader in = begin(bytes);
        try {
            return readTelemetry(in, bytes[1]);
        } catch (IndexOutOfBoundsException e) {
            throw endsEarly(e);
        }
    }

    private static IllegalArgumentException endsEarly(IndexOutOfBoundsException why) {
        return new IllegalArgumentException("the bytes end in the middle of a field", why);
    }

    private static WireReader begin(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != TELEMETRY || bytes[1] < VERSION || bytes[1] > COUNT_VERSION) {
            throw new IllegalArgumentException("%d bytes that are not of kind %c version %d to %d"
                    .formatted(bytes.length, (char) TELEMETRY, VERSION, COUNT_VERSION));
        }
        return new WireReader(bytes, 2);
    }

    private static Telemetry readTelemetry(WireReader in, int version) {
        String deviceId = in.text();
        String deviceType = in.word();
        String sector = in.word();
        String area = in.word();
        long expectedIntervalMillis = in.int64();
        long receivedAtMillis = in.int64();
        int count = in.uint16();
        List<Observation> observations = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            observations.add(readObservation(in));
        }
        String drill = null;
        if (version == COUNT_VERSION) {
            drill = in.isTrue() ? in.word() : null;
            for (int i = 0; i < count; i++) {
                observations.set(i, observations.get(i).with(readCounts(in)));
            }
        } else if (version == DRILL_VERSION) {
            drill = in.word();
        }
        return new Telemetry(
                deviceId, deviceType, sector, area, expectedIntervalMillis, receivedAtMillis, observations, drill);
    }

    private static List<Count> readCounts(WireReader in) {
        int size = in.uint16();
        List<Count> counts = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            counts.add(new Count(in.word(), in.word(), in.float64(), in.float64(), in.int64(), in.float64()));
        }
        return counts;
    }

    private static Observation readObservation(WireReader in) {
        long observedAtMillis = in.int64();
        long seq = in.int64();
        int quality = in.int32();
        int count = in.uint16();
        String[] measures = new String[count];
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            measures[i] = in.word();
            values[i] = in.float64();
        }
        return new Observation(observedAtMillis, seq, quality, measures, values);
    }
}
