package io.cityops.simulators.city;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Vietnam's working days, public holidays (Labour Code 2019, article 112) and Tết, for which the city empties: many who
 * live there come from elsewhere. Lunar dates by a table, checked against new moons computed after Meeus, Astronomical
 * Algorithms, chapter 49, at UTC+7.
 */
final class Calendar {
    /** Tết and the Hùng Kings' day (10th of the third lunar month) of each year. */
    private static final String[][] LUNAR = {
        {"2024-02-10", "2024-04-18"}, {"2025-01-29", "2025-04-07"}, {"2026-02-17", "2026-04-26"},
        {"2027-02-06", "2027-04-16"}, {"2028-01-26", "2028-04-04"}, {"2029-02-13", "2029-04-23"},
        {"2030-02-02", "2030-04-12"}, {"2031-01-23", "2031-04-01"}, {"2032-02-11", "2032-04-19"},
        {"2033-01-31", "2033-04-09"}, {"2034-02-19", "2034-04-28"}, {"2035-02-08", "2035-04-17"},
    };

    private static final Set<MonthDay> FIXED =
            Set.of(MonthDay.of(1, 1), MonthDay.of(4, 30), MonthDay.of(5, 1), MonthDay.of(9, 1), MonthDay.of(9, 2));

    /** Share of the usual life of the city from eight days before Tết's first day to eight days after it. */
    private static final double[] AROUND_TET = {
        1.08, 1.08, 1.06, 1.02, 0.95, 0.84, 0.70, 0.50, 0.24, 0.30, 0.38, 0.46, 0.55, 0.66, 0.80, 0.90, 0.96
    };

    private static final int TET_MIDDLE = 8;
    private static final int TET_OFF_BEFORE = 1;
    private static final int TET_OFF_AFTER = 4;

    private static final Map<Long, Integer> DAYS_FROM_TET = new HashMap<>();
    private static final Set<Long> HUNG_KINGS = new HashSet<>();

    static {
        for (String[] year : LUNAR) {
            long tet = LocalDate.parse(year[0]).toEpochDay();
            for (int day = -TET_MIDDLE; day <= TET_MIDDLE; day++) {
                DAYS_FROM_TET.put(tet + day, day);
            }
            HUNG_KINGS.add(LocalDate.parse(year[1]).toEpochDay());
        }
    }

    private Calendar() {}

    /** Days since 1 January 1970, the city's days. */
    static long dayOf(long atMillis) {
        return CityTime.day(atMillis);
    }

    static boolean holiday(long day) {
        Integer fromTet = DAYS_FROM_TET.get(day);
        boolean tet = fromTet != null && fromTet >= -TET_OFF_BEFORE && fromTet <= TET_OFF_AFTER;
        return tet || HUNG_KINGS.contains(day) || FIXED.contains(MonthDay.from(LocalDate.ofEpochDay(day)));
    }

    /** Neither weekend nor holiday. */
    static boolean workingDay(long day) {
        return Math.floorMod(day + 3, 7L) < 5 && !holiday(day);
    }

    /** Share of the usual life that there is on a day: 1 as ever, 0.24 on the first day of Tết. */
    static double presence(long day) {
        Integer fromTet = DAYS_FROM_TET.get(day);
        if (fromTet != null) {
            return AROUND_TET[fromTet + TET_MIDDLE];
        }
        return holiday(day) ? 0.85 : 1;
    }
}
