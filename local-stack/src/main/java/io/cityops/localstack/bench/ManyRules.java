package io.cityops.localstack.bench;

import io.cityops.model.catalogue.CatalogueText;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The built-in catalogue with more rules than it has: its own, of every kind, and the same under other names. */
final class ManyRules {
    private static final Pattern BEGIN = Pattern.compile("(?m)^(?=  - id: )");
    private static final Pattern ID = Pattern.compile("^  - id: [a-z0-9.-]+");

    private ManyRules() {}

    /**
     * @param rules how many
     * @return the folder
     */
    static Path catalogue(Path folder, int rules) throws IOException {
        SortedMap<String, String> files = new TreeMap<>(CatalogueText.read(null).files());
        files.computeIfPresent("rules.yaml", (name, own) -> multiplied(own, rules));
        new CatalogueText(files).writeTo(folder);
        return folder;
    }

    private static String multiplied(String own, int rules) {
        List<String> parts = new ArrayList<>(List.of(BEGIN.split(own)));
        StringBuilder text = new StringBuilder(parts.removeFirst());
        for (int i = 0; i < rules; i++) {
            String rule = parts.get(i % parts.size());
            int again = i / parts.size();
            text.append(again == 0 ? rule : ID.matcher(rule).replaceFirst("$0-" + again));
            if (!rule.endsWith("\n")) {
                text.append('\n');
            }
        }
        return text.toString();
    }
}
