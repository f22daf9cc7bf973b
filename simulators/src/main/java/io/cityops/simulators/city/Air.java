package io.cityops.simulators.city;

import java.time.Duration;

/** Air and weather at one place: haze of the region, traffic, hour and rain. Gases and dust in µg/m³. */
final class Air {
    private static final long HAZE_MILLIS = Duration.ofHours(30).toMillis();
    private static final long LOCAL_MILLIS = Duration.ofMinutes(90).toMillis();

    /** All of one moment; temperature in °C, humidity in %. */
    record State(
            double pm25,
            double pm10,
            double o3,
            double no2,
            double co,
            double so2,
            double temperature,
            double humidity) {}

    private final Dice dice;
    private final Streets streets;

    Air(Dice dice, Streets streets) {
        this.dice = dice.of("air");
        this.streets = streets;
    }

    State at(Place place, long key, long atMillis) {
        double urban = Urbanity.at(place);
        double hour = CityTime.hourOfDay(atMillis);
        double traffic = urban * Traffic.rhythm(atMillis);
        double wetness = streets.wetnessMm(place, atMillis, 60);
        double washed = StrictMath.exp(-wetness / 25);
        double daylight = Math.max(0, StrictMath.sin(StrictMath.PI * (hour - 6) / 12));
        double stillAir = CityTime.bell(hour, 6.5, 2.5) + 0.6 * CityTime.bell(hour, 21, 2.5);
        double haze = 1 + 0.35 * dice.drift(0, atMillis, HAZE_MILLIS);
        double local = 1 + 0.15 * dice.drift(key, atMillis, LOCAL_MILLIS);

        double pm25 = (12 + 8 * urban + 17 * traffic + 12 * stillAir) * haze * local * washed;
        double pm10 = 5 + pm25 * dice.between(1.45, 1.75, key, 1);
        double no2 = (9 + 46 * traffic + 9 * stillAir * urban) * local * (1 - 0.25 * daylight);
        double co = (260 + 1250 * traffic + 300 * stillAir * urban) * local;
        double so2 = (6 + 12 * urban + 6 * traffic) * haze * local * washed;
        double o3 = (22 + 88 * daylight * (1 - 0.25 * urban)) * haze * (0.6 + 0.4 * washed);
        double temperature = 24.3 + 8.6 * warmth(hour) - Math.min(4, wetness * 0.15) + 0.8 * urban + 0.4 * (local - 1);
        double humidity = Math.min(99, 97 - 4.1 * (temperature - 24) + Math.min(12, wetness * 0.5));
        return new State(pm25, pm10, o3, no2, co, so2, temperature, humidity);
    }

    /** 0 before dawn, 1 in the early afternoon. */
    private static double warmth(double hour) {
        return 0.5 + 0.5 * StrictMath.cos(2 * StrictMath.PI * (hour - 13.5) / 24);
    }
}
