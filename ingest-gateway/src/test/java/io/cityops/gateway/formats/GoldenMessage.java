package io.cityops.gateway.formats;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A message as a file: its topic, who sends it, the payload (as text, or {@code hex} bytes), and what is to come of it. */
record GoldenMessage(
        String name, String topic, String sender, @Nullable String contentType, byte[] payload, List<String> expected) {

    /** Those under {@code golden/FOLDER}. */
    static Stream<GoldenMessage> in(String folder) throws IOException {
        Path root = Path.of("src/test/resources/golden");
        List<GoldenMessage> messages = new ArrayList<>();
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                messages.add(read(root.relativize(file).toString(), Files.readString(file)));
            }
        }
        return messages.stream();
    }

    private static GoldenMessage read(String name, String text) {
        int headEnd = text.indexOf("\n\n");
        Map<String, String> head = new HashMap<>();
        for (String line : text.substring(0, headEnd).split("\n", -1)) {
            head.put(line.substring(0, line.indexOf(':')), line.substring(line.indexOf(':') + 2));
        }
        List<String> expected = new ArrayList<>();
        StringBuilder payload = new StringBuilder();
        for (String line : text.substring(headEnd + 2).split("\n", -1)) {
            if (line.startsWith("=> ")) {
                expected.add(line.substring(3));
            } else {
                payload.append(line).append('\n');
            }
        }
        String body = payload.toString().strip();
        return new GoldenMessage(
                name,
                Objects.requireNonNull(head.get("topic")),
                Objects.requireNonNull(head.get("sender")),
                head.get("content-type"),
                body.startsWith("hex ")
                        ? HexFormat.of().parseHex(body.substring(4))
                        : body.getBytes(StandardCharsets.UTF_8),
                expected);
    }

    @Override
    public String toString() {
        return name;
    }
}
