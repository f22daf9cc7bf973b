package io.cityops.simulators.dialect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** As much of CBOR (RFC 8949) as a sensor writes. */
final class Cbor {
    private static final int NEGATIVE = 1;
    private static final int TEXT = 3;
    private static final int ARRAY = 4;
    private static final int MAP = 5;
    private static final int DOUBLE = 0xFB;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);

    Cbor array(int length) {
        return head(ARRAY, length);
    }

    Cbor map(int pairs) {
        return head(MAP, pairs);
    }

    Cbor text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        bytes.writeBytes(utf8);
        return this;
    }

    Cbor integer(long value) {
        return value < 0 ? head(NEGATIVE, -1 - value) : head(0, value);
    }

    Cbor number(double value) {
        bytes.write(DOUBLE);
        bytes.writeBytes(ByteBuffer.allocate(8).putDouble(value).array());
        return this;
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private Cbor head(int major, long value) {
        if (value < 24) {
            bytes.write((major << 5) | (int) value);
        } else if (value < 0x100) {
            bytes.write((major << 5) | 24);
            bytes.write((int) value);
        } else if (value < 0x10000) {
            bytes.write((major << 5) | 25);
            bytes.writeBytes(ByteBuffer.allocate(2).putShort((short) value).array());
        } else {
            bytes.write((major << 5) | 27);
            bytes.writeBytes(ByteBuffer.allocate(8).putLong(value).array());
        }
        return this;
    }
}
