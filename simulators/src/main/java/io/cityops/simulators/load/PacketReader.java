package io.cityops.simulators.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Reads what a server sends: whole packets out of a buffer in which the last may be incomplete. */
final class PacketReader {
    private static final int RECEIVE_MAXIMUM = 0x21;
    private static final int REASON_STRING = 0x1F;

    private final MqttProtocol protocol;

    PacketReader(MqttProtocol protocol) {
        this.protocol = protocol;
    }

    /** What a server may say. */
    interface Listener {
        /** @param receiveMaximum how many messages may wait for their answer; 65,535 where the server sets no limit */
        void connected(int returnCode, String reason, int receiveMaximum) throws IOException;

        /** @param header of PUBACK, PUBREC or PUBCOMP */
        void answered(int header, int packetId, int reasonCode, String reason) throws IOException;

        void goodbye(int reasonCode, String reason) throws IOException;
    }

    /** Tells the listener of every whole packet, and leaves the buffer's position at the first incomplete one. */
    void read(ByteBuffer buffer, Listener listener) throws IOException {
        while (true) {
            int start = buffer.position();
            int length = wholeLength(buffer);
            if (length < 0) {
                buffer.position(start);
                return;
            }
            int end = buffer.position() + length;
            packet(buffer.get(start) & 0xFF, buffer, end, listener);
            buffer.position(end);
        }
    }

    /** The remaining length, with the position behind it; -1 when the packet is not whole yet. */
    private static int wholeLength(ByteBuffer buffer) throws IOException {
        if (buffer.remaining() < 2) {
            return -1;
        }
        buffer.get();
        int length = 0;
        for (int shift = 0; shift <= 21; shift += 7) {
            if (!buffer.hasRemaining()) {
                return -1;
            }
            int digit = buffer.get();
            length |= (digit & 0x7F) << shift;
            if (digit >= 0) {
                return buffer.remaining() < length ? -1 : length;
            }
        }
        throw new IOException("the server sent a malformed remaining length");
    }

    private void packet(int header, ByteBuffer buffer, int end, Listener listener) throws IOException {
        switch (header & 0xF0) {
            case Packets.CONNACK -> {
                buffer.get();
                int code = buffer.get() & 0xFF;
                Properties properties = properties(buffer, end);
                listener.connected(code, properties.reason, properties.receiveMaximum);
            }
            case Packets.PUBACK, Packets.PUBREC, Packets.PUBCOMP -> {
                int packetId = buffer.getShort() & 0xFFFF;
                if (buffer.position() == end) {
                    listener.answered(header, packetId, 0, "");
                } else {
                    int code = buffer.get() & 0xFF;
                    listener.answered(header, packetId, code, properties(buffer, end).reason);
                }
            }
            case Packets.DISCONNECT -> {
                int code = buffer.position() == end ? 0 : buffer.get() & 0xFF;
                listener.goodbye(code, properties(buffer, end).reason);
            }
            default -> {
                // PINGRESP, or something that was not asked for: that it came is all that matters
            }
        }
    }

    private record Properties(int receiveMaximum, String reason) {
        private static final Properties NONE = new Properties(65_535, "");
    }

    private Properties properties(ByteBuffer buffer, int end) throws IOException {
        if (protocol != MqttProtocol.V5 || buffer.position() == end) {
            return Properties.NONE;
        }
        int length = 0;
        int shift = 0;
        int digit;
        do {
            digit = buffer.get();
            length |= (digit & 0x7F) << shift;
            shift += 7;
        } while (digit < 0);
        return length == 0 ? Properties.NONE : properties(buffer, buffer.position() + length, Properties.NONE);
    }

    private static Properties properties(ByteBuffer buffer, int end, Properties known) throws IOException {
        Properties found = known;
        while (buffer.position() < end) {
            int id = buffer.get() & 0xFF;
            switch (id) {
                case RECEIVE_MAXIMUM -> found = new Properties(buffer.getShort() & 0xFFFF, found.reason);
                case REASON_STRING -> found = new Properties(found.receiveMaximum, text(buffer));
                // one byte: Maximum QoS, and whether retain, wildcards, identifiers, shared subscriptions are available
                case 0x24, 0x25, 0x28, 0x29, 0x2A -> buffer.get();
                // two: Server Keep Alive, Topic Alias Maximum; four: Session Expiry, Maximum Packet Size
                case 0x13, 0x22 -> buffer.getShort();
                case 0x11, 0x27 -> buffer.getInt();
                // texts and bytes: Assigned Client Identifier, Response Information, Server Reference, authentication
                case 0x12, 0x1A, 0x1C, 0x15, 0x16 -> text(buffer);
                case 0x26 -> {
                    text(buffer);
                    text(buffer);
                }
                default -> throw new IOException("the server sent a property 0x%02x that it may not".formatted(id));
            }
        }
        return found;
    }

    private static String text(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getShort() & 0xFFFF];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
