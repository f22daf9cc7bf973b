package io.cityops.model.catalogue;

/**
 * What a device can measure.
 *
 * @param unit as shown to people, such as {@code km/h}
 * @param min the smallest value that is physically believable, in the unit
 * @param max the largest value that is physically believable, in the unit
 * @param precision decimals shown
 */
public record Measure(String id, Text name, String unit, double min, double max, int precision) {
    public boolean accepts(double value) {
        return value >= min && value <= max;
    }
}
