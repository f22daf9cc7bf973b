package io.cityops.localstack.supervision;

import java.util.Locale;

/** How a child process is, in the words of {@code status --json}. */
public enum ProcessState {
    /** Not able to work yet, or alive but not able to work any more. */
    STARTING,
    READY,
    DOWN;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ProcessState of(String tag) {
        return valueOf(tag.toUpperCase(Locale.ROOT));
    }
}
