package io.cityops.model.catalogue;

import io.cityops.model.settings.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * A YAML mapping that is read key by key. What is wrong is added to the list of problems with file, line and key, and a
 * harmless value is returned, so that one reading finds all problems; the caller throws when there are any.
 */
public final class YamlMap {
    private final String file;
    private final int line;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final List<String> read = new ArrayList<>();
    private final List<String> problems;

    public YamlMap(String file, Node node, List<String> problems) {
        this.file = file;
        this.line = lineOf(node);
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                if (nodes.put(key, tuple.getValueNode()) != null) {
                    problem(lineOf(tuple.getKeyNode()), key, "stands twice; keep one");
                }
            }
        } else {
            problem(line, "", "a mapping (key: value) is expected here");
        }
    }

    private YamlMap(String file, int line, List<String> problems) {
        this.file = file;
        this.line = line;
        this.problems = problems;
    }

    public String text(String key) {
        return text(key, null);
    }

    public String text(String key, @Nullable String absent) {
        Node node = take(key);
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        if (node == null && absent != null) {
            return absent;
        }
        problem(lineAt(node), key, node == null ? "is missing; add it" : "a text is expected");
        return absent == null ? "" : absent;
    }

    public double number(String key, @Nullable Double absent) {
        String text = text(key, absent == null ? null : absent.toString());
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            if (!text.isEmpty()) {
                problem(lineAt(nodes.get(key)), key, "'" + text + "' is not a number");
            }
            return Double.NaN;
        }
    }

    @Nullable
    Double optionalNumber(String key) {
        return nodes.containsKey(key) ? number(key, null) : null;
    }

    public int integer(String key, @Nullable Integer absent) {
        double number = number(key, absent == null ? null : absent.doubleValue());
        if (number != Math.rint(number) && !Double.isNaN(number)) {
            problem(lineAt(nodes.get(key)), key, "a whole number is expected");
        }
        return (int) number;
    }

    public boolean flag(String key, boolean absent) {
        String text = text(key, Boolean.toString(absent));
        if (!text.equals("true") && !text.equals("false")) {
            problem(lineAt(nodes.get(key)), key, "'" + text + "': true or false is expected");
        }
        return text.equals("true");
    }

    public Duration duration(String key, @Nullable Duration absent) {
        String text = text(key, absent == null ? null : absent.toString());
        try {
            return Settings.parseDuration(text);
        } catch (IllegalArgumentException e) {
            problem(lineAt(nodes.get(key)), key, "'" + text + "': " + e.getMessage());
            return Duration.ZERO;
        }
    }

    /** A constant by its tag in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, Class<E> type, @Nullable E absent) {
        E[] all = type.getEnumConstants();
        String text = text(key, absent == null ? null : tagOf(absent));
        for (E constant : all) {
            if (tagOf(constant).equals(text)) {
                return constant;
            }
        }
        problem(
                lineAt(nodes.get(key)),
                key,
                "'" + text + "' is none of "
                        + Arrays.stream(all).map(YamlMap::tagOf).toList());
        return all[0];
    }

    /** A text in both languages: {@code {vi: ..., en: ...}}. */
    public Text bilingual(String key) {
        Node node = take(key);
        if (node == null) {
            problem(line, key, "is missing; add {vi: ..., en: ...}");
            return new Text("", "");
        }
        YamlMap map = new YamlMap(file, node, problems);
        Text text = new Text(map.text("vi"), map.text("en"));
        map.noOtherKeys();
        return text;
    }

    /** A text that may be the same in both languages, such as a unit: a scalar, or {@code {vi: ..., en: ...}}; null: it must be there. */
    Text sharedOrBilingual(String key, @Nullable String absent) {
        if (nodes.get(key) instanceof MappingNode) {
            return bilingual(key);
        }
        String both = text(key, absent);
        return new Text(both, both);
    }

    /** One text, or a list of them; none when absent. */
    public List<String> textOrTexts(String key) {
        return nodes.get(key) instanceof ScalarNode ? List.of(text(key)) : texts(key);
    }

    /** A mapping of names to one text or several. */
    public Map<String, List<String>> textLists(String key) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        YamlMap inner = inner(key);
        if (inner != null) {
            inner.nodes.keySet().forEach(name -> lists.put(name, inner.textOrTexts(name)));
        }
        return lists;
    }

    /** A mapping of names to numbers. */
    public Map<String, Double> numbers(String key) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        YamlMap inner = inner(key);
        if (inner != null) {
            inner.nodes.keySet().forEach(name -> numbers.put(name, inner.number(name, null)));
        }
        return numbers;
    }

    public boolean has(String key) {
        return nodes.containsKey(key);
    }

    /** A mapping within; an empty one where it is missing. */
    <T> T inner(String key, Function<YamlMap, T> reader) {
        YamlMap map = inner(key);
        YamlMap read = map == null ? new YamlMap(file, line, problems) : map;
        T value = reader.apply(read);
        read.noOtherKeys();
        return value;
    }

    private @Nullable YamlMap inner(String key) {
        Node node = take(key);
        return node == null ? null : new YamlMap(file, node, problems);
    }

    public List<String> texts(String key) {
        List<String> texts = new ArrayList<>();
        for (Node node : sequence(key)) {
            if (node instanceof ScalarNode scalar) {
                texts.add(scalar.getValue());
            } else {
                problem(lineOf(node), key, "a text is expected in the list");
            }
        }
        return texts;
    }

    public <T> List<T> list(String key, Function<YamlMap, T> reader) {
        List<T> list = new ArrayList<>();
        for (Node node : sequence(key)) {
            YamlMap map = new YamlMap(file, node, problems);
            list.add(reader.apply(map));
            map.noOtherKeys();
        }
        return list;
    }

    /** To be called last: what was not asked for is not known. */
    public void noOtherKeys() {
        for (Map.Entry<String, Node> entry : nodes.entrySet()) {
            if (!read.contains(entry.getKey())) {
                problem(
                        lineOf(entry.getValue()),
                        entry.getKey(),
                        "is not a known key" + NearName.hint(entry.getKey(), read));
            }
        }
    }

    /** For what only the whole catalogue can tell, such as a reference to nothing. */
    public void problem(String key, String what) {
        problem(lineAt(nodes.get(key)), key, what);
    }

    private List<Node> sequence(String key) {
        Node node = take(key);
        if (node == null) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(lineOf(node), key, "a list is expected");
        return List.of();
    }

    private @Nullable Node take(String key) {
        read.add(key);
        return nodes.get(key);
    }

    private int lineAt(@Nullable Node node) {
        return node == null ? line : lineOf(node);
    }

    private void problem(int atLine, String key, String what) {
        problems.add("%s:%d %s: %s".formatted(file, atLine, key, what));
    }

    private static int lineOf(Node node) {
        return node.getStartMark() == null ? 0 : node.getStartMark().getLine() + 1;
    }

    private static String tagOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
