package io.cityops.model.telemetry;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link Wire} writes, several times faster than a {@link DataInputStream} for the one kind of record that comes
 * by ten thousands a second. Where the bytes end too early it throws {@link IndexOutOfBoundsException}.
 */
final class WireReader {
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    /**
     * Words that were read, by their hash: types, sectors, areas and measures come again and again. Shared without lock: at
     * worst a word is made twice.
     */
    private static final @Nullable String[] KNOWN = new String[8_192];

    private static final int LONGEST_KNOWN = 64;

    private final byte[] bytes;
    private int at;

    WireReader(byte[] bytes, int from) {
        this.bytes = bytes;
        this.at = from;
    }

    long int64() {
        long value = (long) INT64.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    int int32() {
        int value = (int) INT32.get(bytes, at);
        at += Integer.BYTES;
        return value;
    }

    double float64() {
        return Double.longBitsToDouble(int64());
    }

    int uint16() {
        int value = (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
        at += Short.BYTES;
        return value;
    }

    boolean isTrue() {
        return bytes[at++] != 0;
    }

    /** A text that is likely to be another each time. */
    String text() {
        int length = uint16();
        int from = skip(length);
        return isAscii(from, length) ? new String(bytes, from, length, StandardCharsets.ISO_8859_1) : modified(from);
    }

    /** A text that is likely to come again. */
    String word() {
        int length = uint16();
        int from = skip(length);
        if (length > LONGEST_KNOWN) {
            at = from - Short.BYTES;
            return text();
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + bytes[from + i];
        }
        int place = (hash ^ hash >>> 15) & KNOWN.length - 1;
        String known = KNOWN[place];
        if (known != null && isAt(from, length, known)) {
            return known;
        }
        // Two that fall on one place would else drive each other out for ever.
        String other = KNOWN[place ^ 1];
        if (other != null && isAt(from, length, other)) {
            return other;
        }
        if (!isAscii(from, length)) {
            return modified(from);
        }
        String made = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        KNOWN[known == null || other != null ? place : place ^ 1] = made;
        return made;
    }

    void skipText() {
        skip(uint16());
    }

    private int skip(int length) {
        int from = at;
        if (length > bytes.length - from) {
            throw new IndexOutOfBoundsException();
        }
        at += length;
        return from;
    }

    private boolean isAscii(int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Of plain ASCII only. */
    private boolean isAt(int from, int length, String known) {
        if (known.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (known.charAt(i) != bytes[from + i]) {
                return false;
            }
        }
        return true;
    }

    /** As {@link DataInputStream#readUTF} has it, from its length on. */
    private String modified(int from) {
        int begin = from - Short.BYTES;
        try {
            return new DataInputStream(new ByteArrayInputStream(bytes, begin, bytes.length - begin)).readUTF();
        } catch (IOException e) {
            throw new IllegalArgumentException("a text that is not UTF-8", e);
        }
    }
}
