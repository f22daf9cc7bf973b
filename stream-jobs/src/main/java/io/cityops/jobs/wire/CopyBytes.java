package io.cityops.jobs.wire;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Rows in PostgreSQL's binary COPY format: each column by its length and its bytes, big-endian. May be begun anew for the
 * next row, so that it makes no garbage but the rows.
 */
public final class CopyBytes {
    private static final VarHandle INT64 = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT32 = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    /** 2000-01-01, from which PostgreSQL counts. */
    private static final long EPOCH_MILLIS = 946_684_800_000L;

    private static final int NULL = -1;
    private static final int INT4_TYPE = 23;
    private static final int TEXT_TYPE = 25;
    private static final int FLOAT8_TYPE = 701;

    private byte[] bytes = new byte[512];
    private int size;

    /** @return this, empty but for how many columns will come */
    public CopyBytes row(int columns) {
        size = 0;
        return int16(columns);
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }

    public CopyBytes timestamp(long epochMillis) {
        return int32(Long.BYTES).int64((epochMillis - EPOCH_MILLIS) * 1000);
    }

    /** @param timestamp as the format has it */
    public static long epochMillis(long timestamp) {
        return timestamp / 1000 + EPOCH_MILLIS;
    }

    public CopyBytes text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return int32(encoded.length).column(encoded);
    }

    public CopyBytes float8(double value) {
        return int32(Double.BYTES).int64(Double.doubleToRawLongBits(value));
    }

    public CopyBytes int4(int value) {
        return int32(Integer.BYTES).int32(value);
    }

    public CopyBytes int8(long value) {
        return int32(Long.BYTES).int64(value);
    }

    public CopyBytes nothing() {
        return int32(NULL);
    }

    public CopyBytes texts(String[] texts) {
        int from = beginArray(TEXT_TYPE, texts.length);
        for (String text : texts) {
            text(text);
        }
        return endColumn(from);
    }

    public CopyBytes float8s(double[] values) {
        int from = beginArray(FLOAT8_TYPE, values.length);
        for (double value : values) {
            float8(value);
        }
        return endColumn(from);
    }

    public CopyBytes int4s(int[] values) {
        int from = beginArray(INT4_TYPE, values.length);
        for (int value : values) {
            int4(value);
        }
        return endColumn(from);
    }

    /** One that was written before. */
    public CopyBytes column(byte[] column) {
        ensure(column.length);
        System.arraycopy(column, 0, bytes, size, column.length);
        size += column.length;
        return this;
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
    private CopyBytes endColumn(int from) {
        int end = size;
        size = from;
        int32(end - from - Integer.BYTES);
        size = end;
        return this;
    }

    private CopyBytes int16(int value) {
        ensure(Short.BYTES);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
        return this;
    }

    private CopyBytes int32(int value) {
        ensure(Integer.BYTES);
        INT32.set(bytes, size, value);
        size += Integer.BYTES;
        return this;
    }

    private CopyBytes int64(long value) {
        ensure(Long.BYTES);
        INT64.set(bytes, size, value);
        size += Long.BYTES;
        return this;
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
        }
    }
}
