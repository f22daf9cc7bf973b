package io.cityops.jobs.indicator;

import io.cityops.jobs.wire.Packed;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** A set of window numbers near each other, a bit each: which windows of a day and a half a device was heard in. */
public class WindowSet {
    private static final int WORD_BITS = 64;
    /** Two days of minutes. */
    private static final int MOST_WORDS = 45;

    public long firstWord;
    public long[] words = {};

    /**
     * Of a window too old to be remembered nothing is known; it then counts as having been there.
     *
     * @return whether it was not there before
     */
    boolean add(long index) {
        long word = Math.floorDiv(index, WORD_BITS);
        if (words.length == 0) {
            firstWord = word;
            words = new long[1];
        } else if (word < firstWord) {
            if (firstWord + words.length - word > MOST_WORDS) {
                return false;
            }
            growDown((int) (firstWord - word));
        } else if (word >= firstWord + words.length) {
            growUp(word);
        }
        int at = (int) (word - firstWord);
        long bit = 1L << Math.floorMod(index, WORD_BITS);
        boolean added = (words[at] & bit) == 0;
        words[at] |= bit;
        return added;
    }

    boolean contains(long index) {
        long at = Math.floorDiv(index, WORD_BITS) - firstWord;
        return at >= 0 && at < words.length && (words[(int) at] & 1L << Math.floorMod(index, WORD_BITS)) != 0;
    }

    private void growDown(int by) {
        long[] grown = new long[words.length + by];
        System.arraycopy(words, 0, grown, by, words.length);
        words = grown;
        firstWord -= by;
    }

    private void growUp(long word) {
        long first = Math.max(firstWord, word - MOST_WORDS + 1);
        int kept = (int) Math.max(0, firstWord + words.length - first);
        long[] grown = new long[(int) (word - first) + 1];
        System.arraycopy(words, words.length - kept, grown, 0, Math.min(kept, grown.length));
        words = grown;
        firstWord = first;
    }

    void write(DataOutputView out) throws IOException {
        Packed.write(firstWord, out);
        Packed.writeLongs(words, words.length, out);
    }

    static WindowSet read(DataInputView in) throws IOException {
        WindowSet set = new WindowSet();
        set.firstWord = Packed.read(in);
        set.words = Packed.readLongs(in);
        return set;
    }

    @Override
    public String toString() {
        return firstWord + Arrays.toString(words);
    }
}
