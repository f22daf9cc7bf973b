package io.cityops.model.telemetry;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads and writes the project's Kafka values: a kind byte, a version byte, then fields in a fixed order. */
public final class Wire {
    private Wire() {}

    /** Writes fields; only ever to memory. */
    public interface Writing {
        void to(DataOutputStream out) throws IOException;
    }

    /** Reads fields in the order in which they were written. */
    public interface Reading<T> {
        T from(DataInputStream in) throws IOException;
    }

    public static byte[] write(int kind, int version, int sizeHint, Writing fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sizeHint);
        DataOutputStream out = new DataOutputStream(bytes);
        try {
            out.writeByte(kind);
            out.writeByte(version);
            fields.to(out);
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail to be written", e);
        }
        return bytes.toByteArray();
    }

    public static boolean isVersion(byte[] bytes, int version) {
        return bytes.length > 1 && bytes[1] == version;
    }

    /** @throws IllegalArgumentException when the bytes are of another kind or version, or end too early */
    public static <T> T read(byte[] bytes, int kind, int version, Reading<T> fields) {
        if (bytes.length < 2 || bytes[0] != kind || bytes[1] != version) {
            throw new IllegalArgumentException(
                    "%d bytes that are not of kind %c version %d".formatted(bytes.length, (char) kind, version));
        }
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes, 2, bytes.length - 2));
        try {
            return fields.from(in);
        } catch (IOException e) {
            throw new IllegalArgumentException("the bytes end in the middle of a field", e);
        }
    }

    /** At most 64 KiB of UTF-8, or nothing. */
    public static void writeOptional(DataOutputStream out, @Nullable String text) throws IOException {
        out.writeBoolean(text != null);
        if (text != null) {
            out.writeUTF(text);
        }
    }

    public static @Nullable String readOptional(DataInputStream in) throws IOException {
        return in.readBoolean() ? in.readUTF() : null;
    }

    /** A text of any length. */
    public static void writeText(DataOutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    public static String readText(DataInputStream in) throws IOException {
        return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
    }
}
