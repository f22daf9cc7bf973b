package io.cityops.simulators.mqtt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tokens by device id, from a file with lines {@code device_id,token}. A first line with these words is skipped. */
public final class Credentials {
    private final Map<String, String> tokens;

    private Credentials(Map<String, String> tokens) {
        this.tokens = tokens;
    }

    /** @throws IllegalArgumentException with file, line and remedy */
    public static Credentials read(Path file) throws IOException {
        Map<String, String> tokens = new LinkedHashMap<>();
        int line = 0;
        for (String text : lines(file)) {
            line++;
            int comma = text.indexOf(',');
            if (text.isBlank() || text.strip().equals("device_id,token")) {
                continue;
            }
            if (comma < 1 || comma == text.length() - 1) {
                throw new IllegalArgumentException("%s:%d: a line is to be device_id,token".formatted(file, line));
            }
            tokens.put(
                    text.substring(0, comma).strip(), text.substring(comma + 1).strip());
        }
        return new Credentials(tokens);
    }

    private static Iterable<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    "there is no credentials file " + file + "; register the devices first, it is written then", e);
        }
    }

    public Optional<String> token(String deviceId) {
        @Nullable String token = tokens.get(deviceId);
        return Optional.ofNullable(token);
    }

    public int size() {
        return tokens.size();
    }
}
