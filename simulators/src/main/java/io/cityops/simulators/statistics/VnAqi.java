package io.cityops.simulators.statistics;

import java.util.List;

/** Hourly VN_AQI after Decision 1459/QĐ-TCMT, from hourly means; a second reckoning beside that of the jobs. */
final class VnAqi {
    private static final double[] INDEX = {0, 50, 100, 150, 200, 300, 400, 500};
    private static final double[] PM25 = {0, 25, 50, 80, 150, 250, 350, 500};
    private static final double[] PM10 = {0, 50, 150, 250, 350, 420, 500, 600};
    private static final double[] O3 = {0, 160, 200, 300, 400, 800, 1000, 1200};
    private static final double[] NO2 = {0, 100, 200, 700, 1200, 2350, 3100, 3850};
    private static final int NOWCAST_HOURS = 12;

    /** What it is made of, in the order in which it is given. */
    static final List<String> MEASURES = List.of("pm25_ugm3", "pm10_ugm3", "o3_ugm3", "no2_ugm3");

    private VnAqi() {}

    /**
     * For each hour that has eleven before it; NaN for the others.
     *
     * @param air hourly means of {@link #MEASURES}
     */
    static Series series(List<Series> air) {
        Series pm25 = air.get(0);
        Series pm10 = air.get(1);
        Series o3 = air.get(2);
        Series no2 = air.get(3);
        double[] values = new double[pm25.values().length];
        for (int hour = 0; hour < values.length; hour++) {
            values[hour] = hour < NOWCAST_HOURS - 1 ? Double.NaN : at(hour, pm25, pm10, o3, no2);
        }
        return new Series("VN_AQI", pm25.start(), pm25.step(), values);
    }

    /**
     * @param newest index of the hour in the series, at least eleven hours in
     * @param pm25 hourly means, µg/m³, as the others
     */
    static double at(int newest, Series pm25, Series pm10, Series o3, Series no2) {
        List<Double> all = List.of(
                index(PM25, nowCast(pm25.values(), newest)),
                index(PM10, nowCast(pm10.values(), newest)),
                index(O3, o3.values()[newest]),
                index(NO2, no2.values()[newest]));
        return Math.round(all.stream().mapToDouble(Double::doubleValue).max().orElseThrow());
    }

    private static double nowCast(double[] hourly, int newest) {
        double least = Double.MAX_VALUE;
        double most = 0;
        for (int i = newest - NOWCAST_HOURS + 1; i <= newest; i++) {
            least = Math.min(least, hourly[i]);
            most = Math.max(most, hourly[i]);
        }
        double weight = Math.max(0.5, most == 0 ? 1 : least / most);
        double sum = 0;
        double weights = 0;
        double each = 1;
        for (int i = newest; i > newest - NOWCAST_HOURS; i--, each *= weight) {
            sum += each * hourly[i];
            weights += each;
        }
        return sum / weights;
    }

    private static double index(double[] breakpoints, double concentration) {
        for (int i = 1; i < breakpoints.length; i++) {
            if (concentration < breakpoints[i]) {
                double share = (concentration - breakpoints[i - 1]) / (breakpoints[i] - breakpoints[i - 1]);
                return INDEX[i - 1] + share * (INDEX[i] - INDEX[i - 1]);
            }
        }
        return 500;
    }
}
