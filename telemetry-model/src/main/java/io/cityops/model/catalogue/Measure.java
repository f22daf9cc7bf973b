package io.cityops.model.catalogue;

import java.time.Duration;

/**
 * What a device can measure.
 *
 * @param unit as shown to people, such as {@code km/h}; where it is a word, in the plural. Conversions go by the Vietnamese one
 * @param min the smallest value that is physically believable, in the unit
 * @param max the largest value that is physically believable, in the unit
 * @param precision decimals shown
 * @param doubt when a reading that is physically possible is not believed all the same
 */
public record Measure(String id, Text name, Text unit, double min, double max, int precision, Doubt doubt) {
    public boolean accepts(double value) {
        return value >= min && value <= max;
    }

    /**
     * @param above a reading above is suspicious; infinite: none is
     * @param below a reading below is suspicious; infinite: none is
     * @param stuckAfter how long, by the device's clock, a constant value is believable; zero: for ever
     * @param jump the largest believable step from one reading to the next, in the unit; infinite: any
     */
    public record Doubt(double above, double below, Duration stuckAfter, double jump) {
        public static final Doubt NONE =
                new Doubt(Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Duration.ZERO, Double.POSITIVE_INFINITY);

        public boolean isSuspicious(double value) {
            return value > above || value < below;
        }
    }
}
