package io.cityops.simulators.statistics;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What is counted and measured in the series. */
final class Findings {
    private Findings() {}

    /**
     * The hours of the day at which a mean day's speed is lowest, one in the morning and one in the afternoon.
     *
     * @param speed of whole days, from midnight, at equal steps of a whole part of an hour
     * @param days which of them, from 0
     */
    static double[] slowestHours(Series speed, List<Integer> days) {
        int perDay = (int) (86_400 / speed.step().toSeconds());
        double[] mean = new double[perDay];
        for (int day : days) {
            for (int i = 0; i < perDay; i++) {
                mean[i] += speed.values()[day * perDay + i] / days.size();
            }
        }
        return new double[] {hourOfLowest(mean, 0, perDay / 2), hourOfLowest(mean, perDay / 2, perDay)};
    }

    private static double hourOfLowest(double[] mean, int from, int to) {
        int lowest = from;
        for (int i = from; i < to; i++) {
            if (mean[i] < mean[lowest]) {
                lowest = i;
            }
        }
        return 24.0 * lowest / mean.length;
    }

    /** The moments of high water. */
    static List<Instant> highWaters(Series level) {
        List<Instant> highs = new ArrayList<>();
        double[] v = smoothed(level.values());
        for (int i = 6; i < v.length - 6; i++) {
            boolean highest = true;
            for (int k = 1; k <= 6; k++) {
                highest &= v[i] > v[i - k] && v[i] >= v[i + k];
            }
            if (highest) {
                highs.add(level.at(i));
            }
        }
        return highs;
    }

    /** Mean hours from one high water to the next. */
    static double hoursBetweenHighs(List<Instant> highs) {
        return Duration.between(highs.getFirst(), highs.getLast()).toMinutes() / 60.0 / (highs.size() - 1);
    }

    /** The highest minus the lowest level of each day. */
    static double[] dailyRanges(Series level) {
        int perDay = (int) (86_400 / level.step().toSeconds());
        double[] ranges = new double[level.values().length / perDay];
        for (int day = 0; day < ranges.length; day++) {
            double low = Double.MAX_VALUE;
            double high = -Double.MAX_VALUE;
            for (int i = day * perDay; i < (day + 1) * perDay; i++) {
                low = Math.min(low, level.values()[i]);
                high = Math.max(high, level.values()[i]);
            }
            ranges[day] = high - low;
        }
        return ranges;
    }

    /**
     * Days by Vietnam's rain classes in mm a day: dry (under 0.6), light (under 6), rain (6-15), moderate (16-50), heavy
     * (51-100), very heavy.
     */
    static int[] rainClasses(Series dailyMm) {
        int[] days = new int[6];
        for (double mm : dailyMm.values()) {
            days[mm < 0.6 ? 0 : mm < 6 ? 1 : mm < 15.5 ? 2 : mm < 50.5 ? 3 : mm < 100.5 ? 4 : 5]++;
        }
        return days;
    }

    private static double[] smoothed(double[] values) {
        double[] smooth = values.clone();
        for (int i = 2; i < values.length - 2; i++) {
            smooth[i] = (values[i - 2] + values[i - 1] + values[i] + values[i + 1] + values[i + 2]) / 5;
        }
        return smooth;
    }
}
