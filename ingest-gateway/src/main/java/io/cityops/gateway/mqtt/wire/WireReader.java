package io.cityops.gateway.mqtt.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** Reads the fields of one packet and never beyond it; what does not fit is a {@link Violation}. */
final class WireReader {
    private static final int MAX_VARIABLE_BYTES = 4;

    private final ByteBuf in;
    private final int end;

    WireReader(ByteBuf in, int length) {
        this.in = in;
        this.end = in.readerIndex() + length;
    }

    int remaining() {
        return end - in.readerIndex();
    }

    int readByte() {
        need(1);
        return in.readUnsignedByte();
    }

    int readShort() {
        need(2);
        return in.readUnsignedShort();
    }

    long readInt() {
        need(4);
        return in.readUnsignedInt();
    }

    /** A variable byte integer in its shortest form. */
    int readVariable() {
        int value = 0;
        for (int i = 0; i < MAX_VARIABLE_BYTES; i++) {
            int digit = readByte();
            value |= (digit & 0x7F) << 7 * i;
            if ((digit & 0x80) == 0) {
                if (digit == 0 && i > 0) {
                    throw Violation.malformed("MQTT-1.5.5-1: a variable byte integer is longer than it must be");
                }
                return value;
            }
        }
        throw Violation.malformed("a variable byte integer has more than four bytes");
    }

    byte[] readBinary() {
        return readBytes(readShort());
    }

    byte[] readBytes(int length) {
        need(length);
        byte[] bytes = new byte[length];
        in.readBytes(bytes);
        return bytes;
    }

    byte[] readRest() {
        return readBytes(remaining());
    }

    String readString() {
        return text(readBinary());
    }

    static String text(byte[] utf8) {
        if (!Utf8.isWellFormed(utf8)) {
            throw Violation.malformed("MQTT-1.5.4-1: ill-formed UTF-8");
        }
        for (byte b : utf8) {
            if (b == 0) {
                throw Violation.malformed("MQTT-1.5.4-2: U+0000 in a string");
            }
        }
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** A reader of the next bytes only; this one goes on after them. */
    WireReader section(int length) {
        need(length);
        return new WireReader(in, length);
    }

    void expectEnd() {
        if (remaining() != 0) {
            throw Violation.malformed(remaining() + " bytes follow the last field");
        }
    }

    private void need(int bytes) {
        if (remaining() < bytes) {
            throw Violation.malformed("a field reaches beyond the end of its packet");
        }
    }
}
