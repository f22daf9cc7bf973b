package io.cityops.localstack.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine's own package archives, asked for another suite. Reads both formats of sources ({@code .sources} stanzas
 * and {@code .list} lines) and writes stanzas; mirrors, proxies and keys stay the machine's own.
 */
final class AptSources {
    private static final Pattern LINE = Pattern.compile("^\\s*deb\\s+(?:\\[([^]]*)]\\s+)?(\\S+)\\s+(\\S+)\\s+([^#]*)");
    private static final Pattern SIGNED_BY = Pattern.compile("signed-by=(\\S+)", Pattern.CASE_INSENSITIVE);

    private AptSources() {}

    /** Stanzas for the suite; empty where the machine has no archive with a component {@code main}. */
    static String forSuite(Path etcApt, String suite) throws IOException {
        Set<String> stanzas = new LinkedHashSet<>();
        for (Path file : files(etcApt)) {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            stanzas.addAll(file.toString().endsWith(".sources") ? fromStanzas(text, suite) : fromLines(text, suite));
        }
        return String.join("\n", stanzas);
    }

    private static List<Path> files(Path etcApt) throws IOException {
        List<Path> files = new ArrayList<>();
        Path single = etcApt.resolve("sources.list");
        if (Files.isReadable(single)) {
            files.add(single);
        }
        Path folder = etcApt.resolve("sources.list.d");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                entries.filter(file -> file.toString().endsWith(".list")
                                || file.toString().endsWith(".sources"))
                        .filter(Files::isReadable)
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    static List<String> fromStanzas(String text, String suite) {
        List<String> stanzas = new ArrayList<>();
        for (String block : text.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(java.util.stream.Collectors.joining("\n"))
                .split("\\n\\s*\\n", -1)) {
            Map<String, String> fields = fields(block);
            if (!"no".equalsIgnoreCase(fields.getOrDefault("enabled", "yes").strip())
                    && words(fields, "types").contains("deb")
                    && words(fields, "components").contains("main")
                    && words(fields, "suites").stream().anyMatch(AptSources::isWholeRelease)) {
                stanzas.add(stanza(fields.getOrDefault("uris", ""), suite, fields.getOrDefault("signed-by", "")));
            }
        }
        return stanzas;
    }

    private static Map<String, String> fields(String block) {
        Map<String, String> fields = new TreeMap<>();
        String name = "";
        for (String line : block.lines().toList()) {
            int colon = line.indexOf(':');
            if (line.startsWith(" ") || line.startsWith("\t")) {
                fields.merge(name, line, (before, more) -> before + "\n" + more);
            } else if (colon > 0) {
                name = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                fields.put(name, line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static List<String> words(Map<String, String> fields, String name) {
        return List.of(fields.getOrDefault(name, "").strip().split("\\s+", -1));
    }

    /** Not the updates, security or backports of one. */
    private static boolean isWholeRelease(String suite) {
        return suite.matches("[a-z]+");
    }

    static List<String> fromLines(String text, String suite) {
        List<String> stanzas = new ArrayList<>();
        for (String line : text.lines().toList()) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.find()
                    && isWholeRelease(matcher.group(3))
                    && List.of(matcher.group(4).strip().split("\\s+", -1)).contains("main")
                    && !matcher.group(2).startsWith("cdrom:")) {
                Matcher key = SIGNED_BY.matcher(matcher.group(1) == null ? "" : matcher.group(1));
                stanzas.add(stanza(matcher.group(2), suite, key.find() ? key.group(1) : ""));
            }
        }
        return stanzas;
    }

    private static String stanza(String uris, String suite, String signedBy) {
        String stanza = "Types: deb\nURIs: %s\nSuites: %s\nComponents: main\n".formatted(uris, suite);
        return signedBy.isBlank() ? stanza : stanza + "Signed-By: " + signedBy + "\n";
    }
}
