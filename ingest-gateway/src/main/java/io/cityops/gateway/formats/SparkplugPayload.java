package io.cityops.gateway.formats;

import io.cityops.model.telemetry.RejectReason;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sparkplug B payload: its time, its metrics, its sequence number.
 *
 * @param timestampMillis -1: none
 * @param seq -1: none
 */
record SparkplugPayload(long timestampMillis, int seq, List<Metric> metrics) {
    static final String REBIRTH = "Node Control/Rebirth";
    private static final int MAX_METRICS = 5_000;

    static final int INT8 = 1;
    static final int INT16 = 2;
    static final int INT32 = 3;
    static final int INT64 = 4;
    static final int BOOLEAN = 11;

    /**
     * @param name null where only the alias tells it
     * @param alias -1: none
     * @param timestampMillis -1: that of the payload
     * @param datatype 0: as in the birth
     * @param raw null: is_null, or of a type that is no measure
     */
    record Metric(
            @Nullable String name,
            long alias,
            long timestampMillis,
            int datatype,
            @Nullable Object raw) {}

    static SparkplugPayload read(byte[] payload) throws Unreadable {
        Protobuf fields = new Protobuf(ByteBuffer.wrap(payload));
        long timestamp = -1;
        int seq = -1;
        List<Metric> metrics = new ArrayList<>();
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> timestamp = fields.number();
                case 2 -> {
                    if (metrics.size() >= MAX_METRICS) {
                        throw new Unreadable(RejectReason.TOO_MANY, "over " + MAX_METRICS + " metrics in one message");
                    }
                    metrics.add(metric(fields.message()));
                }
                case 3 -> seq = sequence(fields.number());
                case 4 -> {
                    String uuid = fields.text();
                    if (uuid.startsWith("SPBV1.0_COMPRESSED")) {
                        throw Unreadable.unsupported("a compressed Sparkplug payload; switch compression off");
                    }
                }
                default -> fields.skip();
            }
        }
        return new SparkplugPayload(timestamp, seq, metrics);
    }

    private static int sequence(long seq) throws Unreadable {
        if (seq < 0 || seq > 255) {
            throw Unreadable.malformed("Sparkplug sequence " + seq + ", allowed is 0 to 255");
        }
        return (int) seq;
    }

    private static Metric metric(ByteBuffer bytes) throws Unreadable {
        Protobuf fields = new Protobuf(bytes);
        String name = null;
        long alias = -1;
        long timestamp = -1;
        int datatype = 0;
        boolean isNull = false;
        Object value = null;
        while (fields.next()) {
            switch (fields.field()) {
                case 1 -> name = fields.text();
                case 2 -> alias = fields.number();
                case 3 -> timestamp = fields.number();
                case 4 -> datatype = (int) fields.number();
                case 7 -> isNull = fields.number() != 0;
                case 10, 11 -> value = fields.number();
                case 12 -> value = exact(fields.float32());
                case 13 -> value = fields.float64();
                case 14 -> value = fields.number() != 0;
                case 15 -> value = fields.text();
                default -> fields.skip();
            }
        }
        return new Metric(name, alias, timestamp, datatype, isNull ? null : value);
    }

    /** 1.72 sent as a float is 1.72, not 1.7200000286102295. */
    private static double exact(float value) {
        return Float.isFinite(value) ? Double.parseDouble(Float.toString(value)) : value;
    }

    /** Integers travel as unsigned ones; the type tells which are negative. */
    static @Nullable Object signed(@Nullable Object raw, int datatype) {
        if (!(raw instanceof Long number)) {
            return raw;
        }
        return switch (datatype) {
            case INT8 -> (long) number.byteValue();
            case INT16 -> (long) number.shortValue();
            case INT32 -> (long) number.intValue();
            case INT64 -> number;
            case BOOLEAN -> number != 0;
            default -> number >= 0 ? (Object) number : (Object) ((number >>> 1) * 2.0 + (number & 1));
        };
    }

    /** The command by which an edge node is asked for its births. */
    static byte[] rebirthRequest(long nowMillis) {
        byte[] metric = new Protobuf.Writer()
                .bytes(1, REBIRTH.getBytes(StandardCharsets.UTF_8))
                .number(3, nowMillis)
                .number(4, BOOLEAN)
                .number(14, 1)
                .toBytes();
        return new Protobuf.Writer().number(1, nowMillis).bytes(2, metric).toBytes();
    }
}
