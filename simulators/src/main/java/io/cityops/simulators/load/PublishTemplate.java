package io.cityops.simulators.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * A whole PUBLISH packet made before the run. Only its packet identifier, and in a native payload {@code ts} and
 * {@code seq}, which have a fixed width, are written anew each time it is sent; nothing is allocated for that.
 */
final class PublishTemplate {
    /** Thirteen digits of milliseconds and ten of {@code seq}: what payloads are to carry for {@link #of} to find them. */
    static final long TS_MARK = 1_000_000_000_000L;

    static final long SEQ_MARK = 1_000_000_000L;

    private static final int TS_DIGITS = 13;
    private static final int SEQ_DIGITS = 10;
    private static final int NOWHERE = -1;

    private final byte[] packet;
    private final int packetIdAt;
    private final int tsAt;
    private final int seqAt;

    private PublishTemplate(byte[] packet, int packetIdAt, int tsAt, int seqAt) {
        this.packet = packet;
        this.packetIdAt = packetIdAt;
        this.tsAt = tsAt;
        this.seqAt = seqAt;
    }

    static PublishTemplate of(MqttProtocol protocol, int qos, String topic, byte[] payload) {
        byte[] packet = Packets.publish(protocol, qos, topic, payload);
        int payloadAt = packet.length - payload.length;
        String text = new String(payload, StandardCharsets.ISO_8859_1);
        return new PublishTemplate(
                packet,
                qos == 0 ? NOWHERE : Packets.packetIdAt(packet),
                after(text, "\"ts\":" + TS_MARK, TS_DIGITS, payloadAt),
                after(text, "\"seq\":" + SEQ_MARK, SEQ_DIGITS, payloadAt));
    }

    private static int after(String payload, String marked, int digits, int payloadAt) {
        int found = payload.indexOf(marked);
        return found < 0 ? NOWHERE : payloadAt + found + marked.length() - digits;
    }

    int length() {
        return packet.length;
    }

    /**
     * @param sequence 0, 1, 2 ... of the device; {@code seq} counts on from {@link #SEQ_MARK}
     * @param again whether it is sent for the second time, as a duplicate
     */
    void writeTo(ByteBuffer buffer, int packetId, long atMillis, long sequence, boolean again) {
        int start = buffer.position();
        buffer.put(packet);
        if (again) {
            buffer.put(start, (byte) (packet[0] | Packets.DUPLICATE));
        }
        if (packetIdAt != NOWHERE) {
            buffer.putShort(start + packetIdAt, (short) packetId);
        }
        if (tsAt != NOWHERE) {
            digits(buffer, start + tsAt + TS_DIGITS, atMillis, TS_DIGITS);
        }
        if (seqAt != NOWHERE) {
            digits(buffer, start + seqAt + SEQ_DIGITS, SEQ_MARK + sequence, SEQ_DIGITS);
        }
    }

    private static void digits(ByteBuffer buffer, int end, long number, int digits) {
        long rest = number;
        for (int i = 1; i <= digits; i++) {
            long tenth = rest / 10;
            buffer.put(end - i, (byte) ('0' + (rest - tenth * 10)));
            rest = tenth;
        }
    }
}
