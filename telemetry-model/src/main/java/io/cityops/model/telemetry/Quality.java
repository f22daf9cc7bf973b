package io.cityops.model.telemetry;

/** Quality flags of an observation, as bits, kept from the gateway to the database column {@code quality}. */
public final class Quality {
    /** The device sent no {@code ts}; {@code observedAt} is the gateway's time of receipt. */
    public static final int GATEWAY_TIME = 1;

    /** Other values of the same observation were refused and are kept as rejected. */
    public static final int PARTIAL = 1 << 1;

    private Quality() {}

    public static boolean has(int quality, int flag) {
        return (quality & flag) != 0;
    }
}
