package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;

/**
 * Air at one place as a box: what the region, the city and its traffic give, multiplied by still air, divided by wind,
 * washed by rain; ozone made by the sun and eaten by traffic. Gases and dust in µg/m³. The shares are fitted so that a
 * year's PM2.5 at the centre is about 25-30 µg/m³, as stations there report.
 */
final class Air {
    private static final long HAZE_MILLIS = Duration.ofHours(30).toMillis();
    private static final long LOCAL_MILLIS = Duration.ofMinutes(90).toMillis();
    private static final double SMOKE_OF_A_HOUSE = 55;

    /** All of one moment. */
    record State(double pm25, double pm10, double o3, double no2, double co, double so2) {}

    private final Dice dice;
    private final Weather weather;
    private final Roads roads;
    private final Causes causes;

    Air(Dice dice, Weather weather, Roads roads, Causes causes) {
        this.dice = dice.of("air");
        this.weather = weather;
        this.roads = roads;
        this.causes = causes;
    }

    State at(Ward ward, long key, long atMillis) {
        double urban = ward.urban();
        double queue = roads.queueHours(ward, atMillis);
        double traffic = urban * roads.demand(ward, atMillis) * (1 + 0.5 * queue / (queue + 0.1));
        double washed = StrictMath.exp(-weather.wetMm(ward, atMillis) / 25);
        double still = weather.inversion(atMillis);
        double sun = weather.solarWm2(ward, atMillis) / 1000;
        double haze = 1 + 0.35 * dice.drift(0, atMillis, HAZE_MILLIS);
        double local = 1 + 0.15 * dice.drift(key, atMillis, LOCAL_MILLIS);
        double smoke = causes.of(EventKind.SMOKE, ward, atMillis)
                + SMOKE_OF_A_HOUSE * causes.of(EventKind.FIRE, ward, atMillis);

        double pm25 = (9 + 7 * urban + 12 * traffic + 16 * still) * haze * local * washed + smoke;
        double pm10 = 5 + pm25 * dice.between(1.45, 1.75, key, 1);
        double no2 = (8 + 42 * traffic + 12 * still * urban) * local * (1 - 0.25 * sun);
        double co = (260 + 1200 * traffic + 380 * still * urban) * local + 14 * smoke;
        double so2 = (6 + 10 * urban + 6 * traffic) * haze * local * washed + 0.2 * smoke;
        double o3 = (22 + 95 * sun * (1 - 0.25 * urban)) * haze * (0.6 + 0.4 * washed);
        return new State(pm25, pm10, o3, no2, co, so2);
    }

    /**
     * Noise beside the road, dB(A): vehicles' by the logarithm of their flow, people's and rain's, added as energies.
     *
     * @param flowPerHour past the meter
     */
    double noiseDba(Ward ward, long atMillis, double flowPerHour, double rainMmPerHour) {
        double vehicles = 40.5 + 8.6 * StrictMath.log10(Math.max(20, flowPerHour));
        double people = 42 + 12 * ward.urban() * Rhythm.activity(atMillis);
        double rain = rainMmPerHour <= 0.1 ? 0 : 50 + 9 * StrictMath.log10(rainMmPerHour);
        double ordinary = 10 * StrictMath.log10(energy(vehicles) + energy(people) + energy(rain));
        return ordinary + causes.scripted(EventKind.NOISE, ward, atMillis);
    }

    private static double energy(double dba) {
        return StrictMath.pow(10, dba / 10);
    }
}
