package io.cityops.gateway.mqtt;

import java.util.LinkedHashSet;
import java.util.Set;

/** The filters of its own Sparkplug topics that an edge node has subscribed to. Lives as long as the session. */
final class EdgeSubscriptions {
    private static final int MAX_FILTERS = 16;

    private final Set<String> filters = new LinkedHashSet<>(0);

    /** @return false when there are too many */
    synchronized boolean add(String filter) {
        return filters.contains(filter) || filters.size() < MAX_FILTERS && filters.add(filter);
    }

    synchronized boolean remove(String filter) {
        return filters.remove(filter);
    }

    synchronized boolean cover(String topic) {
        for (String filter : filters) {
            boolean below = filter.endsWith("/#") && (topic + "/").startsWith(filter.substring(0, filter.length() - 1));
            if (below || filter.equals(topic)) {
                return true;
            }
        }
        return false;
    }
}
