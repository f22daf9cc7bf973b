package io.cityops.simulators.device;

import io.cityops.model.catalogue.Measure;
import io.cityops.simulators.city.Dice;

/** What a broken sensor makes of a value. Stays within what the measure may be, as a sensor's output does. */
final class Distortion {
    /** Of a value's size, each hour. */
    static final double DRIFT_SHARE_AN_HOUR = 0.3;

    /** Standard deviation, of a value's size. */
    static final double NOISE_SHARE = 0.25;

    private static final double SPIKE_CHANCE = 0.2;
    private static final double HOUR_MILLIS = 3_600_000;

    private Distortion() {}

    static double drift(double value, Measure measure, long sinceMillis) {
        return output(measure, value + DRIFT_SHARE_AN_HOUR * size(value, measure) * (sinceMillis / HOUR_MILLIS));
    }

    static double noise(double value, Measure measure, Dice dice, long key, long index) {
        return output(measure, value + NOISE_SHARE * size(value, measure) * dice.normal(key, index));
    }

    static double spike(double value, Measure measure, Dice dice, long key, long index) {
        if (dice.uniform(key, index) >= SPIKE_CHANCE) {
            return value;
        }
        return output(measure, value + dice.between(0.3, 0.9, key + 1, index) * (measure.max() - value));
    }

    /** The same quantity in a unit that people confuse with the right one; may be out of the measure's range. */
    static double wrongUnit(double value, Measure measure) {
        return switch (measure.unit().en()) {
            case "km/h" -> rounded(value / 3.6); // metres a second
            case "°C" -> rounded(value * 1.8 + 32);
            case "m" -> rounded(value * 100); // centimetres
            case "mm" -> rounded(value / 25.4); // inches
            case "%" -> rounded(value / 100); // a share of one
            case "µg/m³" -> rounded(value / 1000); // milligrams
            default -> value;
        };
    }

    /** A value's own size; never less than a hundredth of what the measure may be, so that a zero drifts too. */
    private static double size(double value, Measure measure) {
        return Math.max(Math.abs(value), 0.01 * (measure.max() - measure.min()));
    }

    /** Whole where the measure counts. */
    private static double output(Measure measure, double value) {
        double within = Math.clamp(value, measure.min(), measure.max());
        return measure.precision() == 0 ? Math.rint(within) : rounded(within);
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
