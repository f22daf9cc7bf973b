package io.cityops.gateway.formats;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Protocol Buffers' wire format, as much as Sparkplug B needs: read field by field, unknown ones passed over. */
final class Protobuf {
    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int BYTES = 2;
    static final int FIXED32 = 5;

    private final ByteBuffer bytes;
    private int field;
    private int kind;

    Protobuf(ByteBuffer bytes) {
        this.bytes = bytes.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @return false at the end */
    boolean next() throws Unreadable {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        kind = (int) (tag & 7);
        if (field == 0 || tag >>> 32 != 0) {
            throw Unreadable.malformed("not Protobuf: no such field");
        }
        return true;
    }

    int field() {
        return field;
    }

    long varint() throws Unreadable {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            if (!bytes.hasRemaining()) {
                throw Unreadable.malformed("the Protobuf ends within a number");
            }
            byte next = bytes.get();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw Unreadable.malformed("not Protobuf: a number of over ten bytes");
    }

    long number() throws Unreadable {
        expect(VARINT);
        return varint();
    }

    float float32() throws Unreadable {
        expect(FIXED32);
        return fixed(4).getFloat();
    }

    double float64() throws Unreadable {
        expect(FIXED64);
        return fixed(8).getDouble();
    }

    ByteBuffer message() throws Unreadable {
        expect(BYTES);
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw Unreadable.malformed("the Protobuf ends within a field");
        }
        return fixed((int) length);
    }

    String text() throws Unreadable {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(message()).toString();
        } catch (CharacterCodingException e) {
            throw Unreadable.malformed("a text of the Protobuf is not UTF-8");
        }
    }

    void skip() throws Unreadable {
        switch (kind) {
            case VARINT -> varint();
            case FIXED64 -> fixed(8);
            case BYTES -> message();
            case FIXED32 -> fixed(4);
            default -> throw Unreadable.malformed("not Protobuf: wire type " + kind);
        }
    }

    private ByteBuffer fixed(int length) throws Unreadable {
        try {
            ByteBuffer piece = bytes.slice(bytes.position(), length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.position(bytes.position() + length);
            return piece;
        } catch (IndexOutOfBoundsException | BufferUnderflowException e) {
            throw Unreadable.malformed("the Protobuf ends within a field");
        }
    }

    private void expect(int expected) throws Unreadable {
        if (kind != expected) {
            throw Unreadable.malformed("not a Sparkplug payload: field " + field + " has wire type " + kind);
        }
    }

    /** Writes fields. */
    static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(64);

        Writer number(int field, long value) {
            raw((long) field << 3);
            raw(value);
            return this;
        }

        Writer bytes(int field, byte[] value) {
            raw((long) field << 3 | BYTES);
            raw(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] toBytes() {
            return out.toByteArray();
        }

        private void raw(long value) {
            long rest = value;
            while ((rest & ~0x7FL) != 0) {
                out.write((int) (rest & 0x7F | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
