package io.cityops.model.telemetry;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.cityops.model.catalogue.SpanText;
import io.cityops.model.catalogue.Text;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.NumberFormat;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Refusals for people, in both languages: their reasons and their details. A detail is kept as the English sentence that the
 * device was told; which of a closed list it is, and with which figures, is found from it, and both languages' sentences are filled with
 * these, numbers grouped and ages in the units that people use.
 */
public final class RefusalWords {
    private static final String DICTIONARY = "/io/cityops/model/refusals.txt";
    private static final String BETWEEN = " => ";
    /** What differs from one refusal to the next, and of what kind it is. */
    private static final Pattern HOLE = Pattern.compile("\\{(\\d)(?: ([nvhs]))?}");

    private static final Pattern REASON = Pattern.compile("\\[([a-z-]+)] (.+?)" + BETWEEN + "(.+)");
    private static final Locale VIETNAMESE = Locale.of("vi", "VN");

    /** By which several refusals of a message are joined, and some sentences too. */
    private static final String JOINT = "; ";

    private static final String TIMES = "%d times:";
    private static final String TIMES_LIKE = "%d times, such as:";
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?(?:E-?\\d+)?");
    private static final int MOST_DECIMALS = 9;
    private static final Pattern SEVERAL = Pattern.compile("(\\d+) times: (.*)", Pattern.DOTALL);

    private static final Map<String, Text> REASONS = new HashMap<>();
    private static final List<Sentence> SENTENCES = new ArrayList<>();

    static {
        read();
    }

    private RefusalWords() {}

    private record Sentence(Pattern told, String vietnamese, String english) {
        Optional<Text> words(String detail) {
            Matcher found = told.matcher(detail);
            return found.matches()
                    ? Optional.of(
                            new Text(filled(vietnamese, found, VIETNAMESE), filled(english, found, Locale.ENGLISH)))
                    : Optional.empty();
        }

        private static String filled(String sentence, Matcher found, Locale language) {
            return HOLE.matcher(sentence).replaceAll(hole -> {
                String told = found.group(Integer.parseInt(hole.group(1)) + 1);
                return Matcher.quoteReplacement(words(told, hole.group(2), language));
            });
        }

        private static String words(String told, @Nullable String kind, Locale language) {
            return switch (kind) {
                case "n" -> NumberFormat.getIntegerInstance(language).format(Long.parseLong(told));
                case "v" -> NUMBER.matcher(told).matches() ? number(Double.parseDouble(told), language) : told;
                case "h" -> SpanText.of(Duration.ofHours(Long.parseLong(told))).in(language);
                case "s" ->
                    SpanText.of(Duration.ofSeconds(Long.parseLong(told))).in(language);
                case null, default -> told;
            };
        }

        private static String number(double value, Locale language) {
            NumberFormat format = NumberFormat.getInstance(language);
            format.setMaximumFractionDigits(MOST_DECIMALS);
            return format.format(value);
        }

        /** The same for refusals that differ in their figures alone. */
        private Optional<String> kind(String detail) {
            Matcher found = told.matcher(detail);
            if (!found.matches()) {
                return Optional.empty();
            }
            StringBuilder kind = new StringBuilder(english);
            for (int group = 1; group <= found.groupCount(); group++) {
                String what = found.group(group);
                kind.append('\n').append(NUMBER.matcher(what).matches() ? "" : what);
            }
            return Optional.of(kind.toString());
        }
    }

    /** Refusals that differ in their figures at most. @param first of them, in words @param alike whether all say just that */
    private record Told(Text first, int times, boolean alike) {
        Told and(Told other) {
            return new Told(first, times + other.times, alike && other.alike && first.equals(other.first));
        }

        String in(Locale language) {
            if (times == 1) {
                return first.in(language);
            }
            String many = (alike ? TIMES : TIMES_LIKE).formatted(times);
            return sentence(many).orElseThrow().in(language) + " " + first.in(language);
        }
    }

    /** @param tag of a {@link RejectReason}; of another the words are the tag itself */
    public static Text ofReason(String tag) {
        return REASONS.getOrDefault(tag, new Text(tag, tag));
    }

    /** What is in no dictionary, such as what a parser says, stays as it is. What is told several times, or with other figures, is told once, with how many. */
    public static Text of(String detail) {
        return words(detail, new ArrayList<>());
    }

    /** The parts of a detail that no sentence of the dictionary is; empty: it has words for all of it. */
    public static List<String> unknown(String detail) {
        List<String> unknown = new ArrayList<>();
        words(detail, unknown);
        return List.copyOf(unknown);
    }

    /** One detail of several, each told once, with how many it is. */
    public static String joined(Collection<String> details) {
        Map<String, Integer> times = new LinkedHashMap<>();
        details.forEach(detail -> times.merge(detail, 1, Integer::sum));
        return times.entrySet().stream()
                .map(each ->
                        each.getValue() == 1 ? each.getKey() : TIMES.formatted(each.getValue()) + " " + each.getKey())
                .collect(Collectors.joining(JOINT));
    }

    private static Text words(String detail, List<String> unknown) {
        String[] parts = detail.split(JOINT, -1);
        Map<String, Told> told = new LinkedHashMap<>();
        for (int from = 0; from < parts.length; ) {
            Matcher several = SEVERAL.matcher(parts[from]);
            int count = 1;
            if (several.matches()) {
                count = Integer.parseInt(several.group(1));
                parts[from] = several.group(2);
            }
            Text known = null;
            String piece = parts[from];
            int to = from;
            while (known == null && to < parts.length) {
                to++;
                piece = String.join(JOINT, List.of(parts).subList(from, to));
                known = sentence(piece).orElse(null);
            }
            if (known == null) {
                piece = parts[from];
                known = new Text(piece, piece);
                unknown.add(piece);
                to = from + 1;
            }
            told.merge(kind(piece), new Told(known, count, true), Told::and);
            from = to;
        }
        return new Text(joined(told, VIETNAMESE), joined(told, Locale.ENGLISH));
    }

    private static String kind(String piece) {
        return SENTENCES.stream()
                .map(each -> each.kind(piece))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(piece);
    }

    private static String joined(Map<String, Told> told, Locale language) {
        return told.values().stream().map(each -> each.in(language)).collect(Collectors.joining(JOINT));
    }

    private static Optional<Text> sentence(String detail) {
        return SENTENCES.stream()
                .map(each -> each.words(detail))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static void read() {
        try (InputStream file = Objects.requireNonNull(RefusalWords.class.getResourceAsStream(DICTIONARY))) {
            new String(file.readAllBytes(), UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .forEach(RefusalWords::take);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void take(String line) {
        Matcher reason = REASON.matcher(line);
        int between = line.indexOf(BETWEEN);
        if (reason.matches()) {
            REASONS.put(reason.group(1), new Text(reason.group(3), reason.group(2)));
        } else if (between < 0) {
            throw new IllegalStateException(DICTIONARY + ": no '" + BETWEEN + "' in: " + line);
        } else {
            String english = line.substring(0, between);
            SENTENCES.add(new Sentence(told(english), line.substring(between + BETWEEN.length()), english));
        }
    }

    /** What the sentence looks like as it is kept. */
    private static Pattern told(String sentence) {
        StringBuilder pattern = new StringBuilder();
        Matcher hole = HOLE.matcher(sentence);
        int from = 0;
        while (hole.find()) {
            pattern.append(Pattern.quote(sentence.substring(from, hole.start())))
                    .append(
                            switch (hole.group(2)) {
                                case "n" -> "(\\d{1,18})";
                                case "h" -> "(\\d{1,12}) h";
                                case "s" -> "(\\d{1,15}) s";
                                case null, default -> "(.*?)";
                            });
            from = hole.end();
        }
        pattern.append(Pattern.quote(sentence.substring(from)));
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }
}
