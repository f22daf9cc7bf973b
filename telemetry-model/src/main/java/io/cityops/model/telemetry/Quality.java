package io.cityops.model.telemetry;

/** Quality flags of an observation, as bits, kept from the gateway to the database column {@code quality}. */
public final class Quality {
    /** The device sent no {@code ts}; {@code observedAt} is the gateway's time of receipt. */
    public static final int GATEWAY_TIME = 1;

    /** Other values of the same observation were refused and are kept as rejected. */
    public static final int PARTIAL = 1 << 1;

    /** A counter began anew since its device last told: at least this much was counted. */
    public static final int AFTER_RESET = 1 << 2;

    /** Possible, but not believed: beyond the catalogue's {@code suspicious_above} or {@code suspicious_below}. */
    public static final int SUSPICIOUS = 1 << 8;

    /** The same for longer than the catalogue's {@code stuck_after} holds believable. */
    public static final int STUCK = 1 << 9;

    /** Farther from the reading before than the catalogue's {@code jump}. */
    public static final int JUMP = 1 << 10;

    /** The device's clock is off by a constant time, or ahead. */
    public static final int CLOCK_SKEW = 1 << 11;

    /** Another reading of the same moment had come before, with another number. */
    public static final int DUPLICATE = 1 << 12;

    /** The first reading after the device had missed at least one. */
    public static final int GAP = 1 << 13;

    /** Came so late that it corrected no figure any more; it is noted in {@code rejected}, too. */
    public static final int BEYOND_CORRECTION = 1 << 14;

    /** The device was being worked on. */
    public static final int MAINTENANCE = 1 << 15;

    /** Not believed: no rule looks at it. */
    public static final int DOUBTED = SUSPICIOUS | STUCK;

    /** Readings with one of these are kept, but stand behind no figure. */
    public static final int EXCLUDED = DOUBTED | MAINTENANCE;

    private Quality() {}

    public static boolean has(int quality, int flag) {
        return (quality & flag) != 0;
    }
}
