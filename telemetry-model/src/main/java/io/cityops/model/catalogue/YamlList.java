package io.cityops.model.catalogue;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * The lines of a file that is one list of entries with an {@code id}, each beginning on a line of its own with a dash: entries are
 * taken out and put in without touching the words of the others. The file is known to be valid.
 */
final class YamlList {
    private static final int INDENT = 2;

    private final List<String> lines;
    /** Lines [from, to) of each entry. */
    private final Map<String, int[]> spans = new LinkedHashMap<>();

    YamlList(String written) {
        lines = new ArrayList<>(written.stripTrailing().lines().toList());
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(written));
        if (root instanceof MappingNode map) {
            for (NodeTuple each : map.getValue()) {
                if (each.getValueNode() instanceof SequenceNode list) {
                    take(list);
                }
            }
        }
    }

    private void take(SequenceNode list) {
        int[] before = null;
        for (Node entry : list.getValue()) {
            int line = entry.getStartMark().getLine();
            if (before != null) {
                before[1] = line;
            }
            before = new int[] {line, lines.size()};
            spans.put(idOf(entry), before);
        }
    }

    static String idOf(Node entry) {
        if (entry instanceof MappingNode map) {
            for (NodeTuple each : map.getValue()) {
                if (each.getKeyNode() instanceof ScalarNode key
                        && key.getValue().equals("id")
                        && each.getValueNode() instanceof ScalarNode id) {
                    return id.getValue();
                }
            }
        }
        return "";
    }

    /** The entry's lines, its dash in the third column; null when there is none of that id. */
    @Nullable
    List<String> entry(String id) {
        int[] span = spans.get(id);
        if (span == null) {
            return null;
        }
        List<String> entry = lines.subList(span[0], span[1]);
        int shift = INDENT - entry.getFirst().indexOf('-');
        return entry.stream()
                .map(line -> line.isBlank() ? "" : shift >= 0 ? " ".repeat(shift) + line : cut(line, -shift))
                .toList();
    }

    private static String cut(String line, int columns) {
        int blank = 0;
        while (blank < columns && blank < line.length() && line.charAt(blank) == ' ') {
            blank++;
        }
        return line.substring(blank);
    }

    /** With another entry in the place of the one of that id, or at the end. */
    String with(String id, List<String> entry) {
        int[] span = spans.getOrDefault(id, new int[] {lines.size(), lines.size()});
        List<String> all = new ArrayList<>(lines.subList(0, span[0]));
        all.addAll(entry);
        all.addAll(lines.subList(span[1], lines.size()));
        return String.join("\n", all) + "\n";
    }

    /** Null: nothing is left. */
    @Nullable
    String without(String id) {
        if (spans.keySet().equals(Set.of(id))) {
            return null;
        }
        return spans.containsKey(id) ? with(id, List.of()) : String.join("\n", lines) + "\n";
    }
}
