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

    private byte[] bytes;
    private int size;

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

    /** Within the connection's transaction. */
    void send(CopyManager copies, String sql) throws SQLException {
        int16(END);
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
