package io.cityops.jobs.store;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;

/** Rows in PostgreSQL's binary COPY format: each column by its length and its bytes, big-endian. */
final class BinaryCopy {
    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    /** 2000-01-01, from which PostgreSQL counts. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final int END = -1;
    private static final int NULL = -1;
    private static final int INT4_TYPE = 23;
    private static final int TEXT_TYPE = 25;
    private static final int FLOAT8_TYPE = 701;

    private byte[] bytes;
    private int size;
    private boolean ended;

    BinaryCopy(int expectedBytes) {
        bytes = new byte[Math.max(64, expectedBytes)];
        System.arraycopy(SIGNATURE, 0, bytes, 0, SIGNATURE.length);
        size = SIGNATURE.length;
        int32(0); // no flags
        int32(0); // no header extension
    }

    BinaryCopy row(int columns) {
        return int16(columns);
    }

    BinaryCopy timestamp(long epochMillis) {
        return int32(Long.BYTES).int64((epochMillis - EPOCH_MILLIS) * 1000);
    }

    BinaryCopy text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        int32(encoded.length);
        ensure(encoded.length);
        System.arraycopy(encoded, 0, bytes, size, encoded.length);
        size += encoded.length;
        return this;
    }

    BinaryCopy float8(double value) {
        return int32(Double.BYTES).int64(Double.doubleToRawLongBits(value));
    }

    BinaryCopy int4(int value) {
        return int32(Integer.BYTES).int32(value);
    }

    BinaryCopy int8(long value) {
        return int32(Long.BYTES).int64(value);
    }

    BinaryCopy nothing() {
        return int32(NULL);
    }

    BinaryCopy texts(String[] texts) {
        int from = beginArray(TEXT_TYPE, texts.length);
        for (String text : texts) {
            text(text);
        }
        return endColumn(from);
    }

    BinaryCopy float8s(double[] values) {
        int from = beginArray(FLOAT8_TYPE, values.length);
        for (double value : values) {
            float8(value);
        }
        return endColumn(from);
    }

    BinaryCopy int4s(int[] values) {
        int from = beginArray(INT4_TYPE, values.length);
        for (int value : values) {
            int4(value);
        }
        return endColumn(from);
    }

    /** One dimension, counted from 1, no nulls; an empty array has no dimension. */
    private int beginArray(int type, int length) {
        int from = size;
        int32(0).int32(length == 0 ? 0 : 1).int32(0).int32(type);
        if (length > 0) {
            int32(length).int32(1);
        }
        return from;
    }

    /** Writes how long the column has become where it begins. */
    private BinaryCopy endColumn(int from) {
        int end = size;
        size = from;
        int32(end - from - Integer.BYTES);
        size = end;
        return this;
    }

    /** Within the connection's transaction; may be sent again. */
    void send(CopyManager copies, String sql) throws SQLException {
        if (!ended) {
            int16(END);
            ended = true;
        }
        CopyIn copy = copies.copyIn(sql);
        try {
            copy.writeToCopy(bytes, 0, size);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private BinaryCopy int16(int value) {
        ensure(Short.BYTES);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    private BinaryCopy int32(int value) {
        ensure(Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >> shift);
        }
        return this;
    }

    private BinaryCopy int64(long value) {
        ensure(Long.BYTES);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >> shift);
        }
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
