package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Water on the streets. A ward is a linear reservoir: rain of the last six hours, fading with the time that its sewers need,
 * less what ground and sewers take before water stands; plus the tide that comes up through the sewers where it stands above
 * the bank. Sewers drain slowly while the tide is high and while pumps have failed.
 */
final class Streets {
    private static final int REMEMBERED_MINUTES = 360;

    /**
     * @param metresPerMm water on the street for each mm that is left over
     * @param takenMm what ground and sewers take before water stands
     * @param bankM level above which the tide comes in; NaN never
     */
    private record Drainage(double metresPerMm, double takenMm, double drainMinutes, double bankM) {}

    private static final Drainage ORDINARY = new Drainage(0.0030, 22, 35, Double.NaN);

    private final Map<String, Drainage> low = new LinkedHashMap<>();
    private final Rain rain;
    private final Rivers rivers;
    private final Causes causes;
    private final PerMinute depthM;

    Streets(Rain rain, Rivers rivers, Causes causes, Wards wards) {
        this.rain = rain;
        this.rivers = rivers;
        this.causes = causes;
        this.depthM = new PerMinute(wards, this::depthOf);
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

    /** Depth where the ward's water gathers, in metres, 0 when dry. */
    double floodDepthM(Ward ward, long atMillis) {
        return depthM.smooth(ward, atMillis);
    }

    /** The same at the beginning of a minute since the epoch. */
    double floodDepthAtMinuteM(Ward ward, long minute) {
        return depthM.at(ward, minute);
    }

    private double depthOf(Ward ward, long minute) {
        long atMillis = PerMinute.millisOf(minute);
        Drainage drainage = low.getOrDefault(ward.code(), ORDINARY);
        double tide = rivers.levelM(ward, atMillis);
        double slowdown = 1
                + 0.4 * Math.min(1, Math.max(0, (tide - 0.9) / 0.6))
                + 0.8 * causes.share(EventKind.PUMP_FAILURE, ward, atMillis, 1);
        double held = rain.heldMm(ward, minute, REMEMBERED_MINUTES, drainage.drainMinutes * slowdown);
        double standing = Math.max(0, held - drainage.takenMm) * drainage.metresPerMm;
        double fromTide = Double.isNaN(drainage.bankM) ? 0 : Math.max(0, tide - drainage.bankM);
        return standing + fromTide;
    }
}
