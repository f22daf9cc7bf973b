package io.cityops.localstack;

import java.util.Set;

/** The address that is listened on, and the one that reaches it from this machine. */
public final class Bind {
    private static final Set<String> EVERYWHERE = Set.of("0.0.0.0", "::", "*");

    private Bind() {}

    public static String reachedAt(String bind) {
        return EVERYWHERE.contains(bind) ? "127.0.0.1" : bind;
    }
}
