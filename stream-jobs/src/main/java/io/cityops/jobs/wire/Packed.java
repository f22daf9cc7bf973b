package io.cityops.jobs.wire;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Numbers in as few bytes as they need: near to zero, of whichever sign, in one. */
public final class Packed {
    private static final int MORE = 0x80;
    private static final int BITS = 7;

    private Packed() {}

    public static void write(long number, DataOutputView out) throws IOException {
        long rest = (number << 1) ^ (number >> 63);
        while ((rest & -MORE) != 0) {
            out.writeByte((int) (rest & (MORE - 1)) | MORE);
            rest >>>= BITS;
        }
        out.writeByte((int) rest);
    }

    public static long read(DataInputView in) throws IOException {
        long rest = 0;
        for (int shift = 0; ; shift += BITS) {
            int part = in.readByte();
            rest |= (long) (part & (MORE - 1)) << shift;
            if (part >= 0) {
                return (rest >>> 1) ^ -(rest & 1);
            }
        }
    }

    public static int readInt(DataInputView in) throws IOException {
        return (int) read(in);
    }

    public static void writeDoubles(double[] numbers, DataOutputView out) throws IOException {
        write(numbers.length, out);
        for (double number : numbers) {
            out.writeDouble(number);
        }
    }

    public static double[] readDoubles(DataInputView in) throws IOException {
        double[] numbers = new double[readInt(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readDouble();
        }
        return numbers;
    }

    public static void writeLongs(long[] numbers, int size, DataOutputView out) throws IOException {
        write(size, out);
        for (int i = 0; i < size; i++) {
            write(numbers[i], out);
        }
    }

    public static long[] readLongs(DataInputView in) throws IOException {
        long[] numbers = new long[readInt(in)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = read(in);
        }
        return numbers;
    }

    public static void writeBytes(byte[] bytes, DataOutputView out) throws IOException {
        write(bytes.length, out);
        out.write(bytes);
    }

    public static byte[] readBytes(DataInputView in) throws IOException {
        byte[] bytes = new byte[readInt(in)];
        in.readFully(bytes);
        return bytes;
    }
}
