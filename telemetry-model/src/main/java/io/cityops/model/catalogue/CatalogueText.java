package io.cityops.model.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The files of a catalogue as they were written: what is stored, what travels, and what is read into a {@link Catalogue}.
 *
 * @param files by name, such as {@code rules.yaml} and {@code formats/senml.yaml}; a file that is missing is not there
 */
public record CatalogueText(SortedMap<String, String> files) {
    /** The files of a catalogue beside its formats, in the order in which they refer to each other. */
    public static final List<String> FILES = List.of(
            "areas.yaml", "sectors.yaml", "measures.yaml", "device-types.yaml", "indicators.yaml", "rules.yaml");

    /** Versions of rules that run in the shadow of the active ones; only a city that has any has this file. */
    public static final String SHADOWS = "shadow.yaml";

    static final String FORMATS = "formats/";
    private static final String YAML = ".yaml";
    private static final int VERSION_BYTES = 6;

    /** The class path cannot be listed; a test holds this against the folder. */
    static final List<String> BUILT_IN_FORMATS = List.of(
            "axis",
            "chirpstack",
            "chirpstack-other",
            "chirpstack-status",
            "chirpstack-v3",
            "ngsi-air-quality",
            "ngsi-crowd-flow",
            "ngsi-flood",
            "ngsi-noise",
            "ngsi-parking",
            "ngsi-streetlight",
            "ngsi-traffic-flow",
            "ngsi-water",
            "ngsi-weather",
            "onvif",
            "senml",
            "senml-cbor",
            "sparkplug",
            "ttn",
            "ttn-other");

    public CatalogueText {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    public static CatalogueText of(Map<String, String> files) {
        return new CatalogueText(new TreeMap<>(files));
    }

    /**
     * Reads the files of a folder; null: of the built-in reference city.
     *
     * @throws UncheckedIOException when the folder cannot be read
     */
    public static CatalogueText read(@Nullable Path directory) {
        SortedMap<String, String> files = new TreeMap<>();
        try {
            if (directory == null) {
                for (String name : FILES) {
                    files.put(name, builtIn(name));
                }
                for (String format : BUILT_IN_FORMATS) {
                    files.put(FORMATS + format + YAML, builtIn(FORMATS + format + YAML));
                }
            } else {
                for (String name : FILES) {
                    if (Files.exists(directory.resolve(name))) {
                        files.put(name, text(Files.readAllBytes(directory.resolve(name))));
                    }
                }
                if (Files.exists(directory.resolve(SHADOWS))) {
                    files.put(SHADOWS, text(Files.readAllBytes(directory.resolve(SHADOWS))));
                }
                readFormats(directory.resolve(FORMATS), files);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the catalogue in " + directory + " cannot be read", e);
        }
        return new CatalogueText(files);
    }

    private static void readFormats(Path folder, SortedMap<String, String> files) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> all = Files.list(folder)) {
            found = all.filter(file -> file.getFileName().toString().endsWith(YAML))
                    .toList();
        }
        for (Path file : found) {
            files.put(FORMATS + file.getFileName(), text(Files.readAllBytes(file)));
        }
    }

    private static String builtIn(String name) throws IOException {
        try (InputStream resource = CatalogueText.class.getResourceAsStream("/io/cityops/model/city/" + name)) {
            if (resource == null) {
                throw new IllegalStateException(name + " is not in the class path");
            }
            return text(resource.readAllBytes());
        }
    }

    /** Bytes that are no UTF-8 become the replacement character, which no key and no id has. */
    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Writes the files into a folder, which is made when it is not there. */
    public void writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = directory.resolve(file.getKey());
            if (file.getKey().startsWith(FORMATS)) {
                Files.createDirectories(directory.resolve(FORMATS));
            }
            Files.writeString(path, file.getValue());
        }
    }

    /**
     * Checks the files and makes a catalogue of them.
     *
     * @throws CatalogueException with every problem found, when anything is wrong
     */
    public Catalogue compile() {
        return new CatalogueReader(this).read(false);
    }

    /**
     * The same, with the shadows among its rules, under ids of their own: for the stream job, which runs them all.
     *
     * @throws CatalogueException with every problem found, when anything is wrong
     */
    public Catalogue compileWithShadows() {
        return new CatalogueReader(this).read(true);
    }

    /**
     * What runs in the shadow, by rule and version such as {@code water.river-alarm~2}.
     *
     * @throws CatalogueException with every problem found, when anything is wrong
     */
    public List<String> shadows() {
        if (!files.containsKey(SHADOWS)) {
            return List.of();
        }
        return compileWithShadows().rules().stream()
                .map(Rule::id)
                .filter(Rule::isShadow)
                .toList();
    }

    /** The names of the formats, in the order of their files. */
    List<String> formats() {
        return files.keySet().stream()
                .filter(name -> name.startsWith(FORMATS))
                .map(name -> name.substring(FORMATS.length(), name.length() - YAML.length()))
                .sorted()
                .toList();
    }

    /** SHA-256 over the names and texts of all files, in hexadecimal. */
    public String checksum() {
        MessageDigest digest = sha256();
        files.forEach((name, text) -> {
            digest.update(utf8(name + '\0'));
            digest.update(utf8(text + '\0'));
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A short hash of what figures are made by; what devices send, the formats, says nothing of that. */
    public String version() {
        MessageDigest digest = sha256();
        FILES.forEach(name -> digest.update(utf8(files.getOrDefault(name, ""))));
        return HexFormat.of().formatHex(digest.digest(), 0, VERSION_BYTES);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
