package io.cityops.jobs.indicator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Vietnam's hourly air-quality index after Decision 1459/QĐ-TCMT of 12 November 2019. All concentrations in µg/m³.
 *
 * <p>Each pollutant's index is linear between the breakpoints of its column; the hour's index is the largest, rounded
 * half up. O₃, CO, NO₂ and SO₂ enter by the mean of the current hour (O₃ by the 1-hour column), dust by NowCast. At
 * least one of PM2.5 and PM10 must be there.
 *
 * <p>The decision writes NowCast for w = 1/2 without the division by the weights, which halves the result when the
 * current hour is missing; the normalised form is used here for every w, and gives the same when no hour is missing
 * over a long series. It prints 60 for NO₂ at 118.7 where its own formula gives 59.35; the formula is followed.
 */
final class VnAqi {
    /** NowCast looks at so many clock hours, the current one included. */
    static final int HOURS = 12;

    private static final double[] INDEX = {0, 50, 100, 150, 200, 300, 400, 500};
    /** Of O₃ over 8 hours; ends at the index 300. */
    private static final double[] OZONE_8H = {0, 100, 120, 170, 210, 400};

    private static final int EIGHT_HOURS = 8;

    private VnAqi() {}

    /** The columns of the table, by the measures that carry them. */
    enum Pollutant {
        PM25("pm25_ugm3", true, 0, 25, 50, 80, 150, 250, 350, 500),
        PM10("pm10_ugm3", true, 0, 50, 150, 250, 350, 420, 500, 600),
        O3("o3_ugm3", false, 0, 160, 200, 300, 400, 800, 1000, 1200),
        CO("co_ugm3", false, 0, 10_000, 30_000, 45_000, 60_000, 90_000, 120_000, 150_000),
        NO2("no2_ugm3", false, 0, 100, 200, 700, 1200, 2350, 3100, 3850),
        SO2("so2_ugm3", false, 0, 125, 350, 550, 800, 1600, 2100, 2630);

        private final String measure;
        private final boolean dust;
        private final double[] breakpoints;

        Pollutant(String measure, boolean dust, double... breakpoints) {
            this.measure = measure;
            this.dust = dust;
            this.breakpoints = breakpoints;
        }

        static @Nullable Pollutant of(String measure) {
            return Arrays.stream(values())
                    .filter(pollutant -> pollutant.measure.equals(measure))
                    .findFirst()
                    .orElse(null);
        }

        String measure() {
            return measure;
        }

        boolean isDust() {
            return dust;
        }

        /** Not rounded; 500 from the last breakpoint on. */
        double index(double concentration) {
            return VnAqi.index(concentration, breakpoints);
        }
    }

    private static double index(double concentration, double[] breakpoints) {
        double c = Math.max(0, concentration);
        for (int i = 0; i < breakpoints.length - 1; i++) {
            if (c < breakpoints[i + 1]) {
                double slope = (INDEX[i + 1] - INDEX[i]) / (breakpoints[i + 1] - breakpoints[i]);
                return slope * (c - breakpoints[i]) + INDEX[i];
            }
        }
        return INDEX[breakpoints.length - 1];
    }

    /**
     * @param value the index; NaN when the decision does not allow one
     * @param provisional dust entered by the current hour alone, for want of two of the last three hours
     */
    record Index(double value, boolean provisional) {}

    /**
     * @param means means[hour][pollutant by ordinal], hour 0 the current one; NaN where nothing was measured
     */
    static Index hourly(double[][] means) {
        double highest = Double.NaN;
        boolean dust = false;
        boolean provisional = false;
        for (Pollutant pollutant : Pollutant.values()) {
            double concentration = means[0][pollutant.ordinal()];
            if (pollutant.isDust()) {
                double[] series = series(means, pollutant);
                boolean enough = hasTwoOfTheLastThree(series);
                concentration = enough ? nowCast(series) : concentration;
                provisional |= !enough && !Double.isNaN(concentration);
                dust |= !Double.isNaN(concentration);
            }
            if (!Double.isNaN(concentration)) {
                double index = rounded(pollutant.index(concentration));
                highest = Double.isNaN(highest) ? index : Math.max(highest, index);
            }
        }
        return dust ? new Index(highest, provisional) : new Index(Double.NaN, false);
    }

    /**
     * The day's index, by its 24 hourly means: dust by their mean; CO, NO₂ and SO₂ by the largest; O₃ by the larger of
     * the index of the largest hour and that of the largest mean of 8 hours in a row, where that is up to 400 µg/m³. The
     * decision says nothing of missing hours: a mean of 24 hours wants 18 of them here, one of 8 wants 6.
     *
     * @param means means[hour][pollutant by ordinal]; NaN where nothing was measured
     * @return NaN without dust
     */
    static double daily(double[][] means) {
        double highest = Double.NEGATIVE_INFINITY;
        boolean dust = false;
        for (Pollutant pollutant : Pollutant.values()) {
            double[] series = series(means, pollutant);
            double concentration = pollutant.isDust() ? mean(series, 0, series.length) : largest(series);
            if (!Double.isNaN(concentration)) {
                highest = Math.max(highest, rounded(pollutant.index(concentration)));
                dust |= pollutant.isDust();
            }
        }
        double ozone = largestOfEightHours(series(means, Pollutant.O3));
        if (ozone <= OZONE_8H[OZONE_8H.length - 1]) {
            highest = Math.max(highest, rounded(index(ozone, OZONE_8H)));
        }
        return dust ? highest : Double.NaN;
    }

    private static double largestOfEightHours(double[] series) {
        double largest = Double.NaN;
        for (int from = 0; from + EIGHT_HOURS <= series.length; from++) {
            double mean = mean(series, from, from + EIGHT_HOURS);
            largest = Double.isNaN(largest) || mean > largest ? mean : largest;
        }
        return largest;
    }

    private static double largest(double[] series) {
        return Arrays.stream(series).filter(c -> !Double.isNaN(c)).max().orElse(Double.NaN);
    }

    /** NaN when more than a quarter is missing. */
    private static double mean(double[] series, int from, int to) {
        double sum = 0;
        int present = 0;
        for (int i = from; i < to; i++) {
            if (!Double.isNaN(series[i])) {
                sum += series[i];
                present++;
            }
        }
        return 4 * present >= 3 * (to - from) ? sum / present : Double.NaN;
    }

    /** @param series hourly means, the newest first; NaN where an hour is missing, whose weight is then 0 */
    static double nowCast(double[] series) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (double c : series) {
            if (!Double.isNaN(c)) {
                min = Math.min(min, c);
                max = Math.max(max, c);
            }
        }
        double w = max > 0 ? Math.max(min / max, 0.5) : 1;
        double weighted = 0;
        double weights = 0;
        double weight = 1;
        for (double c : series) {
            if (!Double.isNaN(c)) {
                weighted += weight * c;
                weights += weight;
            }
            weight *= w;
        }
        return weighted / weights;
    }

    static boolean hasTwoOfTheLastThree(double[] series) {
        int present = 0;
        for (int i = 0; i < Math.min(3, series.length); i++) {
            present += Double.isNaN(series[i]) ? 0 : 1;
        }
        return present >= 2;
    }

    /** Half up, after six decimals: 109.49999999999999 is 109.5 that binary fractions could not hold. */
    static double rounded(double index) {
        return Math.floor(Math.round(index * 1e6) / 1e6 + 0.5);
    }

    private static double[] series(double[][] means, Pollutant pollutant) {
        double[] series = new double[means.length];
        for (int hour = 0; hour < means.length; hour++) {
            series[hour] = means[hour][pollutant.ordinal()];
        }
        return series;
    }
}
