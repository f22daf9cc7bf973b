package io.cityops.model.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cityops.model.catalogue.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The details of refusals for people, in both languages. A detail is kept as the English sentence that the device was told; which of
 * a closed list it is, and with which figures, is found from it, and the other language's sentence is filled with the same.
 */
public final class RefusalWords {
    private static final String DICTIONARY = "/io/cityops/model/refusals.txt";
    private static final String BETWEEN = " => ";
    private static final Pattern HOLE = Pattern.compile("\\{(\\d)}");

    /** By which several refusals of a message are joined, and some sentences too. */
    private static final String JOINT = "; ";

    private static final List<Sentence> SENTENCES = read();

    private RefusalWords() {}

    private record Sentence(Pattern english, String vietnamese) {
        Optional<String> inVietnamese(String detail) {
            Matcher found = english.matcher(detail);
            return found.matches()
                    ? Optional.of(HOLE.matcher(vietnamese)
                            .replaceAll(
                                    hole -> Matcher.quoteReplacement(found.group(Integer.parseInt(hole.group(1)) + 1))))
                    : Optional.empty();
        }
    }

    /** What is in no dictionary, such as what a parser says, stays as it is. */
    public static Text of(String detail) {
        return new Text(vietnamese(detail, new ArrayList<>()), detail);
    }

    /** The parts of a detail that no sentence of the dictionary is; empty: it has words for all of it. */
    public static List<String> unknown(String detail) {
        List<String> unknown = new ArrayList<>();
        vietnamese(detail, unknown);
        return List.copyOf(unknown);
    }

    private static String vietnamese(String detail, List<String> unknown) {
        String[] parts = detail.split(JOINT, -1);
        List<String> words = new ArrayList<>();
        for (int from = 0; from < parts.length; ) {
            int taken = 0;
            for (int to = from + 1; to <= parts.length && taken == 0; to++) {
                String piece = String.join(JOINT, List.of(parts).subList(from, to));
                Optional<String> known = sentence(piece);
                if (known.isPresent()) {
                    words.add(known.get());
                    taken = to - from;
                }
            }
            if (taken == 0) {
                words.add(parts[from]);
                unknown.add(parts[from]);
                taken = 1;
            }
            from += taken;
        }
        return String.join(JOINT, words);
    }

    private static Optional<String> sentence(String detail) {
        return SENTENCES.stream()
                .map(each -> each.inVietnamese(detail))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static List<Sentence> read() {
        try (InputStream file = Objects.requireNonNull(RefusalWords.class.getResourceAsStream(DICTIONARY))) {
            return new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(RefusalWords::sentenceOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Sentence sentenceOf(String line) {
        int between = line.indexOf(BETWEEN);
        if (between < 0) {
            throw new IllegalStateException(DICTIONARY + ": no '" + BETWEEN + "' in: " + line);
        }
        StringBuilder english = new StringBuilder();
        Matcher hole = HOLE.matcher(line.substring(0, between));
        int from = 0;
        while (hole.find()) {
            english.append(Pattern.quote(line.substring(from, hole.start()))).append("(.*?)");
            from = hole.end();
        }
        english.append(Pattern.quote(line.substring(from, between)));
        return new Sentence(
                Pattern.compile(english.toString(), Pattern.DOTALL), line.substring(between + BETWEEN.length()));
    }
}
