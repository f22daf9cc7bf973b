package io.cityops.dashboard.page;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Words as they are compared: small letters without accents, {@code đ} as {@code d}. */
public final class Folded {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}._:-]+");

    private Folded() {}

    public static String fold(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFD);
        return ACCENTS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT).replace('đ', 'd');
    }

    public static List<String> words(String text) {
        return BETWEEN_WORDS
                .splitAsStream(fold(text))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** How well a text has all the words: 0 when it begins with the first, greater the later they stand; -1: not all. */
    static int rank(List<String> wanted, String text) {
        String folded = fold(text);
        int rank = 0;
        for (String word : wanted) {
            int at = folded.indexOf(word);
            if (at < 0) {
                return -1;
            }
            boolean beginsAWord = Stream.of(" ", "-", ".", "_").anyMatch(gap -> folded.contains(gap + word));
            rank += at == 0 ? 0 : beginsAWord ? 10 : 100;
        }
        return rank + Math.min(folded.length() / 10, 9);
    }
}
