package io.cityops.jobs.wire;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * Texts on their way from task to task. Those that come again and again (types, sectors, areas, measures) are read as the
 * same object each time, which saves making them and makes comparing them cheap. One thread's.
 */
public final class Words {
    private static final int REMEMBERED = 4_096;
    private static final int LONGEST_REMEMBERED = 256;

    private final @Nullable String[] known = new String[REMEMBERED];
    private byte[] buffer = new byte[256];

    public static void write(String text, DataOutputView out) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** One that is likely to come again. */
    public String readKnown(DataInputView in) throws IOException {
        int length = read(in);
        if (length > LONGEST_REMEMBERED) {
            return new String(buffer, 0, length, StandardCharsets.UTF_8);
        }
        int hash = length;
        for (int i = 0; i < length; i++) {
            hash = hash * 31 + buffer[i];
        }
        int at = (hash ^ (hash >>> 16)) & (REMEMBERED - 1);
        String candidate = known[at];
        if (candidate != null && isBuffered(candidate, length)) {
            return candidate;
        }
        // Two that fall on one place would else drive each other out for ever.
        String other = known[at ^ 1];
        if (other != null && isBuffered(other, length)) {
            return other;
        }
        String made = new String(buffer, 0, length, StandardCharsets.UTF_8);
        known[candidate == null || other != null ? at : at ^ 1] = made;
        return made;
    }

    /** Of plain ASCII only; others are made anew. */
    private boolean isBuffered(String candidate, int length) {
        if (candidate.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (buffer[i] < 0 || candidate.charAt(i) != buffer[i]) {
                return false;
            }
        }
        return true;
    }

    public String readOnce(DataInputView in) throws IOException {
        int length = read(in);
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }

    private int read(DataInputView in) throws IOException {
        int length = in.readInt();
        if (length > buffer.length) {
            buffer = new byte[length];
        }
        in.readFully(buffer, 0, length);
        return length;
    }
}
