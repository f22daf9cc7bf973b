package io.cityops.simulators.city;

/**
 * The tide at Phú An on the Saigon River, metres above the national datum: semi-diurnal with a clear daily inequality,
 * spring tides about a day after new and full moon with their highs at 4-7 and 16-19 o'clock, higher in October and
 * November. Four constituents with amplitudes of our own choosing, so that range and hours are like the river's; this is
 * not a prediction of the real river.
 */
final class Tide {
    static final double MEAN_M = 0.16;

    private static final double SEASON_M = 0.06;
    private static final double YEAR_HOURS = 365.2422 * 24;
    private static final double HOUR_MILLIS = 3_600_000;

    /** High water of a spring tide: 25 November 2026, 10:00 UTC, a day after the full moon. */
    private static final long SPRING_HIGH_MILLIS = 1_795_600_800_000L;

    /** @param leadHours how long before {@link #SPRING_HIGH_MILLIS} the constituent itself is highest */
    private record Constituent(double amplitudeM, double periodHours, double leadHours) {}

    private static final Constituent[] CONSTITUENTS = {
        new Constituent(0.79, 12.4206, 0), // M2, the moon
        new Constituent(0.30, 12.0000, 0), // S2, the sun
        new Constituent(0.36, 23.9345, -5), // K1
        new Constituent(0.27, 25.8193, -5), // O1
    };

    private Tide() {}

    static double levelM(long atMillis) {
        double hours = (atMillis - SPRING_HIGH_MILLIS) / HOUR_MILLIS;
        double level = MEAN_M + SEASON_M * StrictMath.cos(2 * StrictMath.PI * (hours + 14 * 24) / YEAR_HOURS);
        for (Constituent c : CONSTITUENTS) {
            level += c.amplitudeM * StrictMath.cos(2 * StrictMath.PI * (hours + c.leadHours) / c.periodHours);
        }
        return level;
    }
}
