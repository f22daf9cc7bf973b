package io.cityops.model.catalogue;

import java.util.Locale;

/** How the figures of an area's devices become the area's figure. */
public enum Across {
    /** All readings in one pot. */
    POOLED,
    SUM,
    MAX,
    MEAN;

    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
