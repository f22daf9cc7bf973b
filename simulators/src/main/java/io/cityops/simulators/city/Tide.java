package io.cityops.simulators.city;

/**
 * The tide at Phú An on the Saigon River, metres above the national datum (Hòn Dấu): mixed, mainly semi-diurnal, with spring
 * tides about a day after new and full moon, their highs at 4-7 and 16-19 o'clock, and the year's highest from October to
 * January. A sum of harmonic constituents, {@code z = Z0 + Σ H cos(ω t − g)}.
 *
 * <p>Speeds are the standard ones (Schureman, Manual of Harmonic Analysis and Prediction of Tides, 1958). Amplitudes are
 * ours, of the size published for Vũng Tàu less the damping on the way up the river, and fitted to what is known of Phú An:
 * alarm III (1.60 m, Decision 05/2020/QĐ-TTg) in the highest tides of autumn, lows about −1.6 m, highs at the hours above.
 * Phases are fitted to one spring tide (25 November 2026, 17:00). Nodal factors are left out: this is not a prediction of
 * the real river.
 */
final class Tide {
    static final double MEAN_M = 0.16;

    private static final double HOUR_MILLIS = 3_600_000;

    /** High water of a spring tide: 25 November 2026, 10:00 UTC, a day after the full moon. */
    private static final long SPRING_HIGH_MILLIS = 1_795_600_800_000L;

    /**
     * @param degreesPerHour its speed
     * @param leadHours how long before {@link #SPRING_HIGH_MILLIS} the constituent itself is highest
     */
    private record Constituent(double amplitudeM, double degreesPerHour, double leadHours) {}

    private static final Constituent[] CONSTITUENTS = {
        new Constituent(0.75, 28.9841042, 0), // M2, the moon
        new Constituent(0.28, 30.0000000, 0), // S2, the sun
        new Constituent(0.11, 28.4397295, 3), // N2, the moon's distance
        new Constituent(0.05, 30.0821373, 0), // K2
        new Constituent(0.35, 15.0410686, -5), // K1
        new Constituent(0.27, 13.9430356, -5), // O1
        new Constituent(0.08, 14.9589314, -4), // P1
        new Constituent(0.04, 13.3986609, -2), // Q1
        new Constituent(0.07, 0.0410686, 14 * 24), // Sa, monsoon and the river's own year
    };

    private Tide() {}

    static double levelM(long atMillis) {
        double hours = (atMillis - SPRING_HIGH_MILLIS) / HOUR_MILLIS;
        double level = MEAN_M;
        for (Constituent c : CONSTITUENTS) {
            level += c.amplitudeM * StrictMath.cos(StrictMath.toRadians(c.degreesPerHour * (hours + c.leadHours)));
        }
        return level;
    }
}
