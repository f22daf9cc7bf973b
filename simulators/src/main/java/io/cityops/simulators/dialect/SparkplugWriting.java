package io.cityops.simulators.dialect;

import io.cityops.model.telemetry.Observation;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Sparkplug B: each device is an edge node of its own. Every eighth message is a birth with the sequence number 0, the
 * seven after it carry 1 to 7: so a message follows from its observation's number alone, and a gateway that comes in the
 * middle has the names after eight messages at most. (An edge node in the field is born with its connection.)
 */
final class SparkplugWriting implements Dialect.Writing {
    private static final int MESSAGES_A_LIFE = 8;
    private static final int DOUBLE = 10;
    private static final Map<String, String> METRICS = Map.of(
            "water_level_m", "Level",
            "flood_depth_m", "Level",
            "rain_mm", "Rain",
            "laeq_dba", "Noise");

    @Override
    public Dialect.Letter write(Report report) {
        Observation observation = report.observation();
        int seq = Math.floorMod(observation.seq(), MESSAGES_A_LIFE);
        ByteArrayOutputStream payload = new ByteArrayOutputStream(80);
        number(payload, 1, observation.observedAtMillis());
        if (seq == 0) {
            metric(payload, "bdSeq", 4, observation.observedAtMillis(), 0);
        }
        for (int i = 0; i < observation.measures().length; i++) {
            String measure = observation.measures()[i];
            metric(
                    payload,
                    METRICS.getOrDefault(measure, measure),
                    DOUBLE,
                    observation.observedAtMillis(),
                    observation.values()[i]);
        }
        number(payload, 3, seq);
        String kind = seq == 0 ? "NBIRTH" : "NDATA";
        return new Dialect.Letter("spBv1.0/cityops/" + kind + "/" + report.name(), payload.toByteArray());
    }

    /** @param type of Sparkplug: 4 a long, 10 a double */
    private static void metric(ByteArrayOutputStream payload, String name, int type, long atMillis, double value) {
        ByteArrayOutputStream metric = new ByteArrayOutputStream(40);
        bytes(metric, 1, name.getBytes(StandardCharsets.UTF_8));
        number(metric, 3, atMillis);
        number(metric, 4, type);
        if (type == DOUBLE) {
            varint(metric, (13 << 3) | 1);
            metric.writeBytes(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putDouble(value)
                    .array());
        } else {
            number(metric, 11, (long) value);
        }
        bytes(payload, 2, metric.toByteArray());
    }

    private static void number(ByteArrayOutputStream out, int field, long value) {
        varint(out, (long) field << 3);
        varint(out, value);
    }

    private static void bytes(ByteArrayOutputStream out, int field, byte[] value) {
        varint(out, ((long) field << 3) | 2);
        varint(out, value.length);
        out.writeBytes(value);
    }

    private static void varint(ByteArrayOutputStream out, long value) {
        long left = value;
        while ((left & ~0x7FL) != 0) {
            out.write((int) ((left & 0x7F) | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }
}
