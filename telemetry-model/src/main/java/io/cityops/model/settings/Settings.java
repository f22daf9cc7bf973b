package io.cityops.model.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment variables {@code CITYOPS_...} of a process, read with checks that name what is wrong. */
public final class Settings {
    private final Map<String, String> variables;

    public Settings(Map<String, String> variables) {
        this.variables = Map.copyOf(variables);
    }

    public static Settings fromEnvironment() {
        return new Settings(System.getenv());
    }

    public String string(String key, String absent) {
        String value = optional(key);
        return value == null ? absent : value;
    }

    public @Nullable String optional(String key) {
        String value = variables.get(key);
        return value == null || value.isBlank() ? null : value.strip();
    }

    public String required(String key) {
        String value = optional(key);
        if (value == null) {
            throw new SettingsException(key + " is not set, and there is no default for it");
        }
        return value;
    }

    public int integer(String key, int absent, int min, int max) {
        String value = optional(key);
        if (value == null) {
            return absent;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with what is allowed
        }
        throw new SettingsException("%s=%s: allowed is a whole number from %d to %d".formatted(key, value, min, max));
    }

    /** A TCP port: the one set, or the default shifted by {@code CITYOPS_PORT_OFFSET}. */
    public int port(String key, int usual) {
        int offset = integer("CITYOPS_PORT_OFFSET", 0, 0, 50_000);
        return integer(key, usual + offset, 1, 65_535);
    }

    /** Such as {@code 500ms}, {@code 30s}, {@code 5m}, {@code 2h}, {@code 1d}, or ISO 8601 ({@code PT30S}). */
    public Duration duration(String key, Duration absent) {
        String value = optional(key);
        if (value == null) {
            return absent;
        }
        try {
            return parseDuration(value);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(key + "=" + value + ": " + e.getMessage());
        }
    }

    public @Nullable Path path(String key) {
        String value = optional(key);
        return value == null ? null : Path.of(value);
    }

    /** The address to listen on. */
    public String bind() {
        return string("CITYOPS_BIND", "127.0.0.1");
    }

    /** @throws IllegalArgumentException with what is allowed */
    public static Duration parseDuration(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        try {
            if (lower.startsWith("p")) {
                return Duration.parse(text.strip());
            }
            int unitAt = 0;
            while (unitAt < lower.length() && Character.isDigit(lower.charAt(unitAt))) {
                unitAt++;
            }
            long amount = Long.parseLong(lower.substring(0, unitAt));
            return switch (lower.substring(unitAt)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m", "min" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                case "d" -> Duration.ofDays(amount);
                default -> throw new IllegalArgumentException(ALLOWED_DURATION);
            };
        } catch (NumberFormatException | DateTimeParseException e) {
            throw new IllegalArgumentException(ALLOWED_DURATION, e);
        }
    }

    private static final String ALLOWED_DURATION = "allowed is a whole number with ms, s, m, h or d, such as 30s";
}
