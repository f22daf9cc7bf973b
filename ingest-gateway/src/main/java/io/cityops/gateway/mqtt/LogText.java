package io.cityops.gateway.mqtt;

import org.jspecify.annotations.Nullable;

/** Text from strangers, fit for a log line. */
final class LogText {
    private static final int MAX_CHARS = 64;

    private LogText() {}

    /** Clipped, with everything but printable ASCII as a dot, so that nobody forges a line. */
    static String printable(@Nullable String text) {
        if (text == null) {
            return "";
        }
        StringBuilder printable = new StringBuilder(Math.min(text.length(), MAX_CHARS));
        for (int i = 0; i < text.length() && i < MAX_CHARS; i++) {
            char c = text.charAt(i);
            printable.append(c >= ' ' && c <= '~' ? c : '.');
        }
        return printable.toString();
    }
}
