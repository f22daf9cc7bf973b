package io.cityops.model.unit;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Converts between the units that devices and the catalogue write. Known are the names of SenML (RFC 8428, RFC 8798), the
 * codes of UN/CEFACT that NGSI's {@code unitCode} uses, and the usual symbols.
 */
public final class Units {
    private enum Dimension {
        TEMPERATURE,
        SHARE,
        LENGTH,
        SPEED,
        MASS_CONCENTRATION,
        /** A gas' share of the air, in parts per billion. */
        MIXING_RATIO,
        SOUND_LEVEL,
        ILLUMINANCE,
        VOLTAGE,
        CURRENT,
        POWER,
        ENERGY,
        PRESSURE,
        FREQUENCY,
        TIME,
        COUNT,
        FLOW,
        ANGLE,
        IRRADIANCE
    }

    /** {@code base = value * factor + offset}. */
    private record Unit(Dimension dimension, double factor, double offset) {}

    /** A number without a unit: a share of one, or of so many. */
    private static final Unit ONE = new Unit(Dimension.SHARE, 100, 0);

    private static final MathContext DIGITS = new MathContext(12);
    private static final Map<String, Unit> KNOWN = new HashMap<>();

    static {
        add(Dimension.TEMPERATURE, 1, 0, "Cel", "°C", "degC", "C", "CEL", "celsius");
        add(Dimension.TEMPERATURE, 1, -273.15, "K", "KEL", "kelvin");
        add(Dimension.TEMPERATURE, 5 / 9.0, -160 / 9.0, "°F", "degF", "FAH", "fahrenheit");
        add(Dimension.SHARE, 1, 0, "%", "%RH", "%EL", "P1", "percent", "/100");
        add(Dimension.SHARE, 100, 0, "/", "1", "C62", "ratio");
        add(Dimension.SHARE, 0.1, 0, "/1000", "‰");
        add(Dimension.LENGTH, 1, 0, "m", "MTR");
        add(Dimension.LENGTH, 0.01, 0, "cm", "CMT");
        add(Dimension.LENGTH, 0.001, 0, "mm", "MMT", "l/m2", "l/m²");
        add(Dimension.LENGTH, 1000, 0, "km", "KMT");
        add(Dimension.LENGTH, 0.3048, 0, "ft", "FOT");
        add(Dimension.LENGTH, 0.0254, 0, "in", "INH");
        add(Dimension.SPEED, 1, 0, "km/h", "KMH", "kmh");
        add(Dimension.SPEED, 3.6, 0, "m/s", "MTS", "velocity");
        add(Dimension.SPEED, 1.609344, 0, "mph", "HM");
        add(Dimension.MASS_CONCENTRATION, 1, 0, "ug/m3", "µg/m3", "µg/m³", "μg/m3", "μg/m³", "GQ");
        add(Dimension.MASS_CONCENTRATION, 1e3, 0, "mg/m3", "mg/m³", "GP");
        add(Dimension.MASS_CONCENTRATION, 1e6, 0, "g/m3", "g/m³", "A93");
        add(Dimension.MASS_CONCENTRATION, 1e9, 0, "kg/m3", "kg/m³", "KMQ");
        add(Dimension.MIXING_RATIO, 1, 0, "ppb", "61", "nmol/mol");
        add(Dimension.MIXING_RATIO, 1e3, 0, "ppm", "59", "µmol/mol", "umol/mol");
        add(Dimension.SOUND_LEVEL, 1, 0, "dB", "dBA", "dB(A)", "2N", "dBSPL");
        add(Dimension.ILLUMINANCE, 1, 0, "lx", "lux", "LUX");
        add(Dimension.VOLTAGE, 1, 0, "V", "VLT");
        add(Dimension.VOLTAGE, 1e-3, 0, "mV", "2Z");
        add(Dimension.VOLTAGE, 1e3, 0, "kV", "KVT");
        add(Dimension.CURRENT, 1, 0, "A", "AMP");
        add(Dimension.CURRENT, 1e-3, 0, "mA", "4K");
        add(Dimension.POWER, 1, 0, "kW", "KWT", "kVA", "KVA");
        add(Dimension.POWER, 1e-3, 0, "W", "WTT", "VA");
        add(Dimension.POWER, 1e3, 0, "MW", "MAW", "MVA");
        add(Dimension.ENERGY, 1, 0, "kWh", "KWH");
        add(Dimension.ENERGY, 1e-3, 0, "Wh", "WHR");
        add(Dimension.ENERGY, 1 / 3.6e6, 0, "J", "JOU");
        add(Dimension.PRESSURE, 1, 0, "hPa", "A97", "mbar", "MBR");
        add(Dimension.PRESSURE, 0.01, 0, "Pa", "PAL");
        add(Dimension.PRESSURE, 10, 0, "kPa", "KPA");
        add(Dimension.PRESSURE, 1000, 0, "bar", "BAR");
        add(Dimension.FREQUENCY, 1, 0, "Hz", "HTZ");
        add(Dimension.FREQUENCY, 1e3, 0, "kHz", "KHZ");
        add(Dimension.TIME, 1, 0, "s", "SEC");
        add(Dimension.TIME, 1e-3, 0, "ms", "C26");
        add(Dimension.TIME, 60, 0, "min", "MIN", "phút");
        add(Dimension.TIME, 3600, 0, "h", "HUR");
        add(Dimension.FLOW, 1, 0, "m3/s", "m³/s", "MQS");
        add(Dimension.FLOW, 1e-3, 0, "l/s", "G51");
        add(Dimension.FLOW, 1 / 3600.0, 0, "m3/h", "m³/h", "MQH");
        add(Dimension.ANGLE, 1, 0, "°", "deg", "DD");
        add(Dimension.ANGLE, 180 / Math.PI, 0, "rad", "C81");
        add(Dimension.IRRADIANCE, 1, 0, "W/m2", "W/m²", "D54");
        add(Dimension.COUNT, 1, 0, "count", "xe", "E47", "người", "lượt");
    }

    private Units() {}

    public static boolean isKnown(String unit) {
        return KNOWN.containsKey(unit);
    }

    /** For messages: what may be written. */
    public static Set<String> known() {
        return new TreeSet<>(KNOWN.keySet());
    }

    /**
     * The value in the other unit; none when the two do not measure the same. Into a unit that is not known, such as that of
     * a count of calls, goes only the same one, a count, or a number without a unit.
     *
     * @param gas for a share of the air into mass and back; null where it is no gas
     */
    public static OptionalDouble convert(double value, String from, String to, @Nullable Gas gas) {
        if (from.equals(to)) {
            return OptionalDouble.of(value);
        }
        Unit source = KNOWN.get(from);
        Unit target = KNOWN.get(to);
        if (source == null || target == null) {
            boolean counted = target == null && source != null && isPlainNumber(source);
            return counted ? OptionalDouble.of(value) : OptionalDouble.empty();
        }
        double base = value * source.factor + source.offset;
        if (source.dimension != target.dimension) {
            if (gas != null
                    && source.dimension == Dimension.MIXING_RATIO
                    && target.dimension == Dimension.MASS_CONCENTRATION) {
                base = gas.microgramsPerCubicMetre(base);
            } else if (gas != null
                    && source.dimension == Dimension.MASS_CONCENTRATION
                    && target.dimension == Dimension.MIXING_RATIO) {
                base = gas.partsPerBillion(base);
            } else if (target.dimension == Dimension.COUNT && isPlainNumber(source)) {
                base = value;
            } else {
                return OptionalDouble.empty();
            }
        }
        if (source.factor == target.factor && source.offset == target.offset && source.dimension == target.dimension) {
            return OptionalDouble.of(value);
        }
        return OptionalDouble.of(rounded((base - target.offset) / target.factor));
    }

    private static boolean isPlainNumber(Unit unit) {
        return unit.dimension == Dimension.COUNT || unit.equals(ONE);
    }

    /** 0.57 of a whole is 57 %, not 56.99999999999999: twelve digits are more than any sensor has. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : value;
    }

    private static void add(Dimension dimension, double factor, double offset, String... names) {
        for (String name : names) {
            KNOWN.put(name, new Unit(dimension, factor, offset));
        }
    }
}
