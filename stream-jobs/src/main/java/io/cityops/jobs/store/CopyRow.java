package io.cityops.jobs.store;

import io.cityops.jobs.wire.CopyBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads rows of {@code copy ... to stdout (format binary)}, column by column. Words that come again are read once. One thread's. */
final class CopyRow {
    private static final int HEADER_BYTES = 19;
    private static final byte FIRST_OF_HEADER = 'P';
    private static final int MOST_KNOWN = 500_000;

    private final Map<ByteBuffer, String> words = new HashMap<>();
    private final Map<ByteBuffer, String[]> lists = new HashMap<>();
    private ByteBuffer row = ByteBuffer.allocate(0);

    /** @return false: the end of the rows */
    boolean take(byte[] data) {
        row = ByteBuffer.wrap(data);
        if (data.length >= HEADER_BYTES && data[0] == FIRST_OF_HEADER && data[1] == 'G' && data[2] == 'C') {
            row.position(HEADER_BYTES);
        }
        return row.remaining() >= Short.BYTES && row.getShort() > 0;
    }

    long int8() {
        row.getInt();
        return row.getLong();
    }

    int int4() {
        row.getInt();
        return row.getInt();
    }

    /** 0 where it is null. */
    int int4OrNone() {
        return row.getInt() < 0 ? 0 : row.getInt();
    }

    /** Epoch milliseconds. */
    long timestamp() {
        return CopyBytes.epochMillis(int8());
    }

    String word() {
        ByteBuffer bytes = column();
        String known = words.get(bytes);
        if (known == null) {
            known = text(bytes);
            if (words.size() < MOST_KNOWN) {
                words.put(copy(bytes), known);
            }
        }
        return known;
    }

    /** Texts of an array without nulls; the same array for the same texts, so not to be changed. */
    String[] words() {
        ByteBuffer bytes = column();
        @Nullable String[] known = lists.get(bytes);
        if (known == null) {
            ByteBuffer elements = bytes.duplicate();
            String[] read = new String[elements(elements)];
            for (int i = 0; i < read.length; i++) {
                int length = elements.getInt();
                read[i] = text(elements.slice(elements.position(), length));
                elements.position(elements.position() + length);
            }
            known = read;
            if (lists.size() < MOST_KNOWN) {
                lists.put(copy(bytes), read);
            }
        }
        return known;
    }

    double[] float8s() {
        ByteBuffer elements = column();
        double[] read = new double[elements(elements)];
        for (int i = 0; i < read.length; i++) {
            elements.getInt();
            read[i] = elements.getDouble();
        }
        return read;
    }

    private ByteBuffer column() {
        int length = Math.max(0, row.getInt());
        ByteBuffer column = row.slice(row.position(), length);
        row.position(row.position() + length);
        return column;
    }

    /** Leaves the buffer at its first element. */
    private static int elements(ByteBuffer array) {
        if (array.remaining() == 0 || array.getInt() == 0) {
            return 0;
        }
        array.position(array.position() + 2 * Integer.BYTES); // no nulls; the type
        int length = array.getInt();
        array.getInt(); // counted from 1
        return length;
    }

    private static String text(ByteBuffer bytes) {
        return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        byte[] own = new byte[bytes.remaining()];
        bytes.duplicate().get(own);
        return ByteBuffer.wrap(own);
    }
}
