package io.cityops.model.unit;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A pollutant whose share of the air can be turned into its mass in a volume, at 25 °C and 1013.25 hPa (QCVN 05:2023). */
public enum Gas {
    O3(47.998),
    CO(28.010),
    CO2(44.009),
    NO(30.006),
    NO2(46.006),
    SO2(64.066),
    H2S(34.081),
    NH3(17.031);

    /** Litres that one mole of an ideal gas fills at 25 °C and 1013.25 hPa. */
    private static final double MOLAR_VOLUME = 24.465;

    private final double gramsPerMole;

    Gas(double gramsPerMole) {
        this.gramsPerMole = gramsPerMole;
    }

    /** By the first word of a measure's id: {@code co_ugm3} is about carbon monoxide. */
    public static @Nullable Gas ofMeasure(String measureId) {
        int end = measureId.indexOf('_');
        String formula = (end < 0 ? measureId : measureId.substring(0, end)).toUpperCase(Locale.ROOT);
        for (Gas gas : values()) {
            if (gas.name().equals(formula)) {
                return gas;
            }
        }
        return null;
    }

    double microgramsPerCubicMetre(double partsPerBillion) {
        return partsPerBillion * gramsPerMole / MOLAR_VOLUME;
    }

    double partsPerBillion(double microgramsPerCubicMetre) {
        return microgramsPerCubicMetre * MOLAR_VOLUME / gramsPerMole;
    }
}
