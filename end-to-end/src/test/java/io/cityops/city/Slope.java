package io.cityops.city;

import java.util.List;
import java.util.Locale;

/**
 * How something grows with time: the least-squares line through what was measured.
 *
 * @param perHour in the unit of the values
 * @param uncertainty half of its 95 % interval, as if what was measured strayed independently about the line
 * @param points how many it was made of
 */
record Slope(double perHour, double uncertainty, int points) {
    private static final double TWO_SIDED_95 = 1.96;

    /** @param hours since any moment */
    record Point(double hours, double value) {}

    static Slope of(List<Point> points) {
        int count = points.size();
        if (count < 3) {
            return new Slope(Double.NaN, Double.NaN, count);
        }
        double meanHours = points.stream().mapToDouble(Point::hours).average().orElseThrow();
        double meanValue = points.stream().mapToDouble(Point::value).average().orElseThrow();
        double spread = 0;
        double together = 0;
        for (Point point : points) {
            spread += (point.hours - meanHours) * (point.hours - meanHours);
            together += (point.hours - meanHours) * (point.value - meanValue);
        }
        double slope = together / spread;
        double astray = 0;
        for (Point point : points) {
            double rest = point.value - meanValue - slope * (point.hours - meanHours);
            astray += rest * rest;
        }
        return new Slope(slope, TWO_SIDED_95 * Math.sqrt(astray / (count - 2) / spread), count);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%+.1f ± %.1f an hour (%d points)", perHour, uncertainty, points);
    }
}
