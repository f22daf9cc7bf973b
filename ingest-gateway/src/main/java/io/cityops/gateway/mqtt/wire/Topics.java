package io.cityops.gateway.mqtt.wire;

/** Topic names and filters (MQTT 5, 4.7 and 4.8). */
public final class Topics {
    private static final String SHARED = "$share/";

    private Topics() {}

    static boolean hasWildcard(String topic) {
        return topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0;
    }

    public static boolean isShared(String filter) {
        return filter.startsWith(SHARED);
    }

    /** Whether each wildcard fills a level of its own, {@code #} the last one, and a shared filter names its group. */
    static boolean isFilter(String filter, boolean mqtt5) {
        if (filter.isEmpty()) {
            return false;
        }
        if (mqtt5 && isShared(filter)) {
            int group = filter.indexOf('/', SHARED.length());
            return group > SHARED.length()
                    && !hasWildcard(filter.substring(SHARED.length(), group))
                    && isFilter(filter.substring(group + 1), false);
        }
        for (int i = 0; i < filter.length(); i++) {
            char c = filter.charAt(i);
            boolean alone = (i == 0 || filter.charAt(i - 1) == '/')
                    && (i == filter.length() - 1 || c == '+' && filter.charAt(i + 1) == '/');
            if ((c == '+' || c == '#') && !alone) {
                return false;
            }
        }
        return true;
    }
}
