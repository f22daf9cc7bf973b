package io.cityops.simulators.city;

/**
 * How busy the city is by hour, weekday and holiday. Working days have two rush hours (6:30-8:30 and 16:30-19:00), other
 * days a late morning and an evening; on holidays and at Tết there is less of everything.
 */
final class Rhythm {
    private Rhythm() {}

    /** Share of an ordinary road's capacity that would like to pass. */
    static double traffic(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        long day = Calendar.dayOf(atMillis);
        boolean working = Calendar.workingDay(day);
        double rush = working ? 0.52 : 0.12;
        double awake = (working ? 0.55 : 0.60) * ramp(hour, 4.5, 6.5) * (1 - ramp(hour, 20.5, 23.8));
        double morning = rush * CityTime.bell(hour, 7.5, 0.75);
        double evening = (working ? rush : 0.25) * CityTime.bell(hour, 17.75, 1.0);
        return (0.09 + awake + morning + evening) * presenceSmooth(hour, day);
    }

    /** How much work and household there is, from 0.3 at night to 1: for power, calls and links. */
    static double activity(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        long day = Calendar.dayOf(atMillis);
        double office = (Calendar.workingDay(day) ? 0.5 : 0.28) * ramp(hour, 6.5, 9) * (1 - ramp(hour, 16.5, 19));
        double evening = 0.5 * CityTime.bell(hour, 19.7, 1.8);
        double awake = 0.2 * ramp(hour, 5, 7.5) * (1 - ramp(hour, 21.5, 24));
        return (0.3 + office + evening + awake) * (0.55 + 0.45 * presenceSmooth(hour, day));
    }

    /** Whether offices are open: working days 7:30-11:30 and 13:00-17:00. */
    static boolean officeHours(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        return Calendar.workingDay(Calendar.dayOf(atMillis))
                && ((hour >= 7.5 && hour < 11.5) || (hour >= 13 && hour < 17));
    }

    static double ramp(double hour, double from, double to) {
        return Math.min(1, Math.max(0, (hour - from) / (to - from)));
    }

    /** Presence changes between 3 and 5 in the morning, not at a stroke. */
    private static double presenceSmooth(double hour, long day) {
        if (hour >= 5) {
            return Calendar.presence(day);
        }
        double yesterday = Calendar.presence(day - 1);
        return yesterday + (Calendar.presence(day) - yesterday) * ramp(hour, 3, 5);
    }
}
