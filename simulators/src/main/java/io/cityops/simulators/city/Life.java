package io.cityops.simulators.city;

import io.cityops.simulators.scenario.Scenario;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All parts of the city's life, in the order in which one causes the other: rain wets streets and cools the air, heat and
 * hour load the feeders, water, dark signals and accidents hold up the traffic, and all of it makes people call.
 */
record Life(
        Wards wards,
        Causes causes,
        Rain rain,
        Weather weather,
        Rivers rivers,
        Streets streets,
        Grid grid,
        Roads roads,
        Traffic traffic,
        Air air,
        Emergencies emergencies,
        Reports reports) {
    /** @param dice of the seed */
    static Life of(Dice dice, Scenario scenario, Wards wards) {
        boolean scripted = !scenario.events().isEmpty();
        Life ordinary = scripted ? of(dice, scenario.withoutEvents(), wards) : null;
        return of(dice, scenario, wards, ordinary);
    }

    private static Life of(Dice dice, Scenario scenario, Wards wards, @Nullable Life ordinary) {
        Causes causes = new Causes(dice, scenario, wards);
        Rain rain = new Rain(dice, scenario.backdrop(), causes, wards, lowPlaces(wards));
        Weather weather = new Weather(dice, rain, causes, wards);
        Rivers rivers = new Rivers(dice, causes);
        Streets streets = new Streets(rain, rivers, causes, wards);
        Grid grid = new Grid(weather, causes, wards);
        Roads roads = new Roads(rain, streets, grid, causes, wards, ordinary == null ? null : ordinary.roads());
        Traffic traffic = new Traffic(dice, rain, streets, roads, causes);
        Air air = new Air(dice, weather, roads, causes);
        Emergencies emergencies = new Emergencies(weather, streets, grid, causes);
        Reports reports = new Reports(dice, streets, grid, causes, wards);
        return new Life(wards, causes, rain, weather, rivers, streets, grid, roads, traffic, air, emergencies, reports);
    }

    private static List<Place> lowPlaces(Wards wards) {
        List<Place> low = Streets.lowAreas().stream()
                .filter(wards::has)
                .map(code -> wards.get(code).middle())
                .toList();
        return low.isEmpty() ? wards.all().stream().map(Ward::middle).toList() : low;
    }
}
