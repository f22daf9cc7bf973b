package io.cityops.gateway.formats;

import java.util.LinkedHashMap;
import java.util.Map;

/** The edge nodes that this gateway has heard of, the longest unheard forgotten first. Safe across threads. */
final class EdgeNodes {
    private static final int MAX_NODES = 10_000;

    private final Map<String, EdgeNode> nodes = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EdgeNode> eldest) {
            return size() > MAX_NODES;
        }
    };

    /** @param senderId who is signed in: another's nodes of the same name are other nodes */
    synchronized EdgeNode of(String senderId, String group, String node) {
        return nodes.computeIfAbsent(senderId + "\n" + group + "\n" + node, ignored -> new EdgeNode());
    }
}
