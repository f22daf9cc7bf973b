package io.cityops.simulators.city;

import java.time.Duration;

/**
 * Traffic past one camera. Demand follows the hour and the weekday (rush 6:30-8:30 and 16:30-19); speed falls with the
 * share of capacity in use as in a volume-delay curve; density is flow over speed, so that flow, speed and occupancy
 * always belong together. Rain takes capacity, water on the street takes speed.
 */
final class Traffic {
    /** Length that a vehicle of this mix (mostly motorcycles) covers the detector with, kilometres. */
    private static final double COVERED_KM = 0.0032;

    private static final double LOWEST_KMH = 5;

    /**
     * @param flowPerHour vehicles an hour
     * @param speedKmh space-mean speed
     * @param occupancyPct share of the time in which the detector is covered
     */
    record State(double flowPerHour, double speedKmh, double occupancyPct) {}

    private final Dice dice;
    private final Rain rain;
    private final Streets streets;

    Traffic(Dice dice, Rain rain, Streets streets) {
        this.dice = dice.of("traffic");
        this.rain = rain;
        this.streets = streets;
    }

    /** @param key of the camera, which decides how wide and how busy its road is */
    State at(Place place, long key, long atMillis) {
        double urban = Urbanity.at(place);
        double rainShare = Math.min(1, rain.mmPerHour(place.lat(), place.lon(), atMillis) / 45);
        double waterShare = Math.min(1, streets.floodDepthM(place, atMillis) / 0.35);
        int lanes = 1 + (int) Math.round(2 * urban + 0.9 * dice.uniform(key, 1));
        double capacity = lanes * 2100.0 * (1 - 0.22 * rainShare) * (1 - 0.5 * waterShare);
        double freeKmh =
                (54 - 12 * urban + 6 * dice.uniform(key, 2)) * (1 - 0.15 * rainShare) * (1 - 0.55 * waterShare);

        double used = lanes * 2100.0 * demand(urban, key, atMillis) / capacity;
        double speedKmh = Math.max(LOWEST_KMH, freeKmh / (1 + 0.75 * StrictMath.pow(used, 4)));
        double flow = capacity * (used <= 1 ? used : 1 / (1 + 0.25 * (used - 1)));
        double occupancy = 100 * COVERED_KM * flow / speedKmh / lanes;
        return new State(flow, speedKmh, Math.min(95, occupancy));
    }

    /** Share of the road's dry capacity that would like to pass. */
    double demand(double urban, long key, long atMillis) {
        double busy = (0.62 + 0.42 * urban) * dice.between(0.88, 1.10, key, 3);
        double mood =
                1 + 0.07 * dice.drift(key, atMillis, Duration.ofMinutes(20).toMillis());
        return busy * mood * rhythm(atMillis);
    }

    /** Share of an ordinary road's capacity in use, by hour and weekday. */
    static double rhythm(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        boolean weekend = CityTime.weekend(atMillis);
        double rush = weekend ? 0.12 : 0.52;
        double awake = (weekend ? 0.62 : 0.55) * ramp(hour, 4.5, 6.5) * (1 - ramp(hour, 20.5, 23.8));
        double morning = rush * CityTime.bell(hour, 7.5, 0.75);
        double evening = (weekend ? 0.25 : rush) * CityTime.bell(hour, 17.75, 1.0);
        return 0.09 + awake + morning + evening;
    }

    private static double ramp(double hour, double from, double to) {
        return Math.min(1, Math.max(0, (hour - from) / (to - from)));
    }
}
