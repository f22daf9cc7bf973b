package io.cityops.simulators.city;

import java.time.Duration;

/** The city's clock on the wall, from epoch milliseconds: Asia/Ho_Chi_Minh, UTC+7 without summer time. */
final class CityTime {
    private static final long OFFSET_MILLIS = Duration.ofHours(7).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private CityTime() {}

    /** Hours since local midnight, in [0,24). */
    static double hourOfDay(long atMillis) {
        return Math.floorMod(atMillis + OFFSET_MILLIS, DAY_MILLIS) / HOUR_MILLIS;
    }

    /** 0 Monday to 6 Sunday. */
    static int weekday(long atMillis) {
        return (int) Math.floorMod(Math.floorDiv(atMillis + OFFSET_MILLIS, DAY_MILLIS) + 3, 7L);
    }

    static boolean weekend(long atMillis) {
        return weekday(atMillis) >= 5;
    }

    /** A bell of height 1 around an hour of the day, seamless over midnight. */
    static double bell(double hourOfDay, double aroundHour, double widthHours) {
        double apart = Math.abs(hourOfDay - aroundHour);
        double nearest = Math.min(apart, 24 - apart) / widthHours;
        return StrictMath.exp(-0.5 * nearest * nearest);
    }
}
