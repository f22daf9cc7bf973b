package io.cityops.model.catalogue;

import java.util.Locale;

/** How bad an alarm is, the worst first. */
public enum Severity {
    CRITICAL,
    HIGH,
    MEDIUM,
    LOW;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
