package io.cityops.dashboard.rules;

import java.util.regex.Pattern;

/** What was typed as a scalar of YAML, on one line, so that it is that and nothing else. */
final class YamlScalar {
    /** What YAML takes for nothing but a text, wherever it stands. */
    private static final Pattern PLAIN = Pattern.compile(
            "(?!(?i:true|false|yes|no|on|off|null|y|n)$)\\p{L}[\\p{L}\\p{N} _.()/%+-]*|\\d+(ms|s|m|h|d)");

    private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?([eE]-?\\d+)?");

    private YamlScalar() {}

    /** A number as such; anything else as a text, which the reader refuses with what was typed. */
    static String scalar(String typed) {
        String stripped = typed.strip();
        boolean plain = NUMBER.matcher(stripped).matches() || stripped.equals("true") || stripped.equals("false");
        return plain ? stripped : quoted(stripped);
    }

    /** Plain where that is safe, else in YAML's double-quoted style; on one line. */
    static String quoted(String typed) {
        String text = typed.strip();
        if (PLAIN.matcher(text).matches()) {
            return text;
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(at -> {
            switch (at) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    if (Character.isISOControl(at) || at == 0x2028 || at == 0x2029 || at == 0xFEFF) {
                        quoted.append("\\u%04X".formatted(at));
                    } else {
                        quoted.appendCodePoint(at);
                    }
                }
            }
        });
        return quoted.append('"').toString();
    }
}
