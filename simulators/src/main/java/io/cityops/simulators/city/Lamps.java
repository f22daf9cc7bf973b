package io.cityops.simulators.city;

/** When streetlights ought to be lit: from 18:00 to 5:45, as the city's lighting company has it. */
final class Lamps {
    private Lamps() {}

    static boolean night(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        return hour >= 18 || hour < 5.75;
    }
}
