package io.cityops.localstack.registry;

import io.cityops.localstack.SecretFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Devices that this machine plays itself, and their tokens: lines {@code device_id,token} after a header, mode 0600. */
public record CredentialsFile(Path file) {
    private static final String HEADER = "device_id,token";

    public Map<String, String> read() throws IOException {
        Map<String, String> tokens = new TreeMap<>();
        new SecretFile(file)
                .readIfPresent()
                .lines()
                .filter(line -> !line.equals(HEADER))
                .forEach(line -> {
                    int comma = line.indexOf(',');
                    if (comma > 0) {
                        tokens.put(line.substring(0, comma), line.substring(comma + 1));
                    }
                });
        return tokens;
    }

    public void write(Map<String, String> tokens) throws IOException {
        StringBuilder text = new StringBuilder(HEADER).append('\n');
        new TreeMap<>(tokens)
                .forEach(
                        (id, token) -> text.append(id).append(',').append(token).append('\n'));
        new SecretFile(file).write(text.toString());
    }
}
