package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;

/**
 * Calls for help from a ward, an hour. So many for the people who live there, by hour and day, and more for what happens:
 * water on the street, accidents, fires, outages (lifts, machines at home), heat. City-wide about 1,500 calls to 113, 300 to
 * 114 and 900 to 115 on an ordinary day; the order of size is known, the figures are ours.
 */
final class Emergencies {
    private static final double PEOPLE_OF_THE_CITY = 14_000_000;

    /** Calls an hour: police, fire and rescue, ambulance. */
    record Calls(double police, double fire, double ambulance) {
        double all() {
            return police + fire + ambulance;
        }
    }

    private final Weather weather;
    private final Streets streets;
    private final Grid grid;
    private final Causes causes;

    Emergencies(Weather weather, Streets streets, Grid grid, Causes causes) {
        this.weather = weather;
        this.streets = streets;
        this.grid = grid;
        this.causes = causes;
    }

    /** On an ordinary day at this hour. */
    Calls usual(Ward ward, long atMillis) {
        double share = ward.people() / PEOPLE_OF_THE_CITY / 24;
        double hour = CityTime.hourOfDay(atMillis);
        double evening = CityTime.bell(hour, 21, 3.5);
        double busy = 0.35 + Rhythm.activity(atMillis);
        double late = Calendar.workingDay(Calendar.dayOf(atMillis)) ? 0.5 : 0.9;
        return new Calls(
                2400 * share * (0.6 * busy + late * evening),
                330 * share * busy,
                1400 * share * (0.75 * busy + 0.3 * evening));
    }

    Calls wanted(Ward ward, long atMillis) {
        Calls usual = usual(ward, atMillis);
        double water = Math.max(0, streets.floodDepthM(ward, atMillis) - 0.1) * 10;
        double dark = grid.outageShare(ward, atMillis);
        double fires = causes.of(EventKind.FIRE, ward, atMillis);
        double crashes = causes.blockages(ward, atMillis, atMillis + 1).stream()
                .mapToDouble(Causes.Blockage::magnitude)
                .sum();
        double crowd = causes.scripted(EventKind.CROWD, ward, atMillis);
        double hurt = causes.scripted(EventKind.CASUALTIES, ward, atMillis);
        double heat = Math.max(0, weather.heatIndexC(ward, atMillis) - 40) / 4;
        double factor = 1 + causes.scripted(EventKind.CALLS, ward, atMillis);
        return new Calls(
                factor * (usual.police() + 9 * crashes + 2 * crowd + 3 * water),
                factor * (usual.fire() + 18 * fires + 5 * water + 6 * dark),
                factor
                        * (usual.ambulance() * (1 + 0.4 * heat)
                                + 6 * crashes
                                + 4 * fires
                                + 1.5 * water
                                + 0.6 * hurt
                                + crowd));
    }

    /** How busy the desk is: 1 is what it is staffed for. */
    double load(Ward ward, long atMillis) {
        double staffedFor = 2.5 * Math.max(0.6, usual(ward, atMillis).all()) + 4;
        return wanted(ward, atMillis).all() / staffedFor;
    }
}
