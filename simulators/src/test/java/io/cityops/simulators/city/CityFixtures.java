package io.cityops.simulators.city;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.simulators.scenario.Scenario;
import java.time.Instant;
import java.util.List;

/** The built-in city, its devices and moments. */
public final class CityFixtures {
    public static final long SEED = 1;
    public static final Catalogue CATALOGUE = Catalogue.load(null);
    public static final List<SimulatedDevice> DEVICES = DevicePlan.of(CATALOGUE, SEED, DevicePlan.USUAL_COUNT);

    /** A Monday, 10:00 in the city. */
    public static final long MONDAY_TEN = at("2026-11-23T10:00:00+07:00");

    private CityFixtures() {}

    public static long at(String time) {
        return Instant.parse(time).toEpochMilli();
    }

    public static City city() {
        return new City(CATALOGUE, SEED, Scenario.showers());
    }

    public static SimulatedDevice firstOf(String type) {
        return DEVICES.stream()
                .filter(device -> device.type().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
