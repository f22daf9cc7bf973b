package io.cityops.model.telemetry;

/**
 * Where a device's counter stands. The jobs turn it into how much was counted since the last time, which is what the
 * measure says; see decision 10.
 *
 * @param measure catalogue measure id
 * @param source which of the device's counters it is
 * @param value in the measure's unit, 0 or greater
 * @param wrapsAt where the counter begins again at 0, exclusive; 0: never
 * @param maxGapMillis over a longer gap between two counts nothing is said of what was counted
 * @param maxIncrement what is not believable as an increment; the measure's greatest value
 */
public record Count(
        String measure, String source, double value, double wrapsAt, long maxGapMillis, double maxIncrement) {}
