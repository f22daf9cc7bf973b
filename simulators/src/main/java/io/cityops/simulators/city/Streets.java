package io.cityops.simulators.city;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Water on the streets: rain that the ground does not take, less what has drained since, plus the tide that comes up
 * through the sewers where it stands above the bank. Sewers drain slowly while the tide is high.
 */
final class Streets {
    private static final long STEP_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final int STEPS = 36;
    private static final double HOURS_PER_STEP = 5 / 60.0;

    /**
     * @param metresPerMm water on the street for each mm that is left over
     * @param takenMm what ground and sewers take before water stands
     * @param bankM level above which the tide comes in; NaN never
     */
    private record Drainage(double metresPerMm, double takenMm, double drainMinutes, double bankM) {}

    private static final Drainage ORDINARY = new Drainage(0.0035, 16, 35, Double.NaN);

    private final Map<String, Drainage> low = new LinkedHashMap<>();
    private final Rain rain;
    private final Rivers rivers;

    Streets(Rain rain, Rivers rivers) {
        this.rain = rain;
        this.rivers = rivers;
        for (String[] row : Table.rows("low-streets.csv")) {
            double bankM = row[4].isBlank() ? Double.NaN : Double.parseDouble(row[4]);
            low.put(
                    row[0],
                    new Drainage(
                            Double.parseDouble(row[1]), Double.parseDouble(row[2]), Double.parseDouble(row[3]), bankM));
        }
    }

    /** Wards whose streets flood first. */
    static Collection<String> lowAreas() {
        return Table.rows("low-streets.csv").stream().map(row -> row[0]).toList();
    }

    /** Depth on the street in metres, 0 when dry. */
    double floodDepthM(Place place, long atMillis) {
        Drainage drainage = low.getOrDefault(place.area(), ORDINARY);
        double slowdown = 1 + 0.4 * clamp((Tide.levelM(atMillis) - 0.9) / 0.6);
        double standing = Math.max(0, wetnessMm(place, atMillis, drainage.drainMinutes * slowdown) - drainage.takenMm);
        double fromTide =
                Double.isNaN(drainage.bankM) ? 0 : Math.max(0, rivers.levelM(place.area(), atMillis) - drainage.bankM);
        return standing * drainage.metresPerMm + fromTide;
    }

    /** Rain of the last three hours, in mm, each part fading with {@code drainMinutes}. */
    double wetnessMm(Place place, long atMillis, double drainMinutes) {
        double wetness = 0;
        for (int step = 0; step < STEPS; step++) {
            double mm = rain.mmPerHour(place.lat(), place.lon(), atMillis - step * STEP_MILLIS) * HOURS_PER_STEP;
            if (mm > 0) {
                wetness += mm * StrictMath.exp(-step * 5 / drainMinutes);
            }
        }
        return wetness;
    }

    private static double clamp(double share) {
        return Math.min(1, Math.max(0, share));
    }
}
