package io.cityops.gateway.operations;

/** What became of one still that was a good picture; a closed list, used as metric tag. */
public enum StillOutcome {
    /** Committed, unless a newer one of its camera was there already. */
    STORED,
    /** The database did not take it in time. */
    REFUSED;

    public String tag() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
