package io.cityops.jobs.detect;

/** What looks at a series; each has a record of its own. */
public enum Part {
    /** Against the usual level, for series without season. */
    LEVEL(0),
    /** Against the half-hour of the day. */
    DAY(Track.SCALES.length),
    /** Against the hour of the week. */
    WEEK(2 * Track.SCALES.length),
    STUCK(3 * Track.SCALES.length),
    GAP(3 * Track.SCALES.length + 1);

    /** Records and deviations of all parts and scales. */
    static final int SLOTS = 3 * Track.SCALES.length + 2;

    /** Where its deviations begin. */
    final int at;

    Part(int at) {
        this.at = at;
    }

    static Part ofSlot(int slot) {
        return slot == GAP.at ? GAP : slot == STUCK.at ? STUCK : values()[slot / Track.SCALES.length];
    }

    /** How many observations the deviation in this slot is a mean of. */
    static int scaleOfSlot(int slot) {
        return slot >= STUCK.at ? 1 : Track.SCALES[slot % Track.SCALES.length];
    }
}
