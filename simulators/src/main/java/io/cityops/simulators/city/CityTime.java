package io.cityops.simulators.city;

import java.time.Duration;

/** The city's clock on the wall, from epoch milliseconds: Asia/Ho_Chi_Minh, UTC+7 without summer time. */
final class CityTime {
    private static final long OFFSET_MILLIS = Duration.ofHours(7).toMillis();
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final double HOUR_MILLIS = Duration.ofHours(1).toMillis();

    private static final double DAYS_A_YEAR = 365.2422;

    private CityTime() {}

    /** Hours since local midnight, in [0,24). */
    static double hourOfDay(long atMillis) {
        return Math.floorMod(atMillis + OFFSET_MILLIS, DAY_MILLIS) / HOUR_MILLIS;
    }

    /** Days since 1 January 1970. */
    static long day(long atMillis) {
        return Math.floorDiv(atMillis + OFFSET_MILLIS, DAY_MILLIS);
    }

    /** When a day begins. */
    static long startOfDayMillis(long day) {
        return day * DAY_MILLIS - OFFSET_MILLIS;
    }

    /** Share of the year gone, in [0,1); good to a day. */
    static double shareOfYear(long atMillis) {
        double days = (atMillis + OFFSET_MILLIS) / (double) DAY_MILLIS;
        double years = days / DAYS_A_YEAR;
        return years - StrictMath.floor(years);
    }

    /** A value of the season from those of the middles of the twelve months. */
    static double ofSeason(double[] monthly, long atMillis) {
        double month = 12 * shareOfYear(atMillis) - 0.5;
        int before = (int) Math.floorMod((long) StrictMath.floor(month), 12L);
        double share = month - StrictMath.floor(month);
        return monthly[before] + (monthly[(before + 1) % 12] - monthly[before]) * share;
    }

    /** 0 Monday to 6 Sunday. */
    static int weekday(long atMillis) {
        return (int) Math.floorMod(Math.floorDiv(atMillis + OFFSET_MILLIS, DAY_MILLIS) + 3, 7L);
    }

    /** A bell of height 1 around an hour of the day, seamless over midnight. */
    static double bell(double hourOfDay, double aroundHour, double widthHours) {
        double apart = Math.abs(hourOfDay - aroundHour);
        double nearest = Math.min(apart, 24 - apart) / widthHours;
        return StrictMath.exp(-0.5 * nearest * nearest);
    }
}
