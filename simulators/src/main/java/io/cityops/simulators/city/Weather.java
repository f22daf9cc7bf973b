package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;

/**
 * Weather near the ground: temperature by season and hour (monthly means of the Tân Sơn Hoà station, rounded), cooled by
 * rain and warmer in the built-up city; humidity from temperature and dew point (Magnus); monsoon wind; pressure with its
 * two waves a day; sun; and how still the air is towards morning in the dry season (inversion).
 */
final class Weather {
    private static final double[] MEAN_C = {26.6, 27.4, 28.8, 30.0, 29.4, 28.4, 28.0, 28.0, 27.7, 27.5, 27.3, 26.6};
    private static final double[] SWING_C = {4.9, 5.0, 4.9, 4.6, 4.2, 3.7, 3.6, 3.5, 3.4, 3.4, 3.9, 4.5};
    private static final double[] DEW_POINT_C = {19.8, 20.2, 21.5, 23.0, 24.2, 24.3, 24.1, 24.1, 24.2, 23.8, 22.5, 20.6
    };
    private static final long DAYS_MILLIS = Duration.ofDays(2).toMillis();
    private static final int COOLING_MINUTES = 180;

    private final Dice dice;
    private final Rain rain;
    private final Causes causes;
    private final PerMinute wetMm;

    Weather(Dice dice, Rain rain, Causes causes, Wards wards) {
        this.dice = dice.of("weather");
        this.rain = rain;
        this.causes = causes;
        this.wetMm = new PerMinute(wards, (ward, minute) -> this.rain.heldMm(ward, minute, COOLING_MINUTES, 60));
    }

    /** What is left of the rain of the last three hours, fading with an hour: for cooling and for washing the air. */
    double wetMm(Ward ward, long atMillis) {
        return wetMm.smooth(ward, atMillis);
    }

    double temperatureC(Ward ward, long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        double mean = CityTime.ofSeason(MEAN_C, atMillis) + 1.2 * dice.drift(1, atMillis, DAYS_MILLIS);
        double island = ward.urban() * (0.5 + 0.9 * CityTime.bell(hour, 1, 4));
        return mean
                + CityTime.ofSeason(SWING_C, atMillis) * diurnal(hour)
                + island
                - Math.min(5.5, 0.28 * wetMm(ward, atMillis))
                + causes.of(EventKind.HEAT, ward, atMillis);
    }

    double humidityPct(Ward ward, long atMillis) {
        double temperature = temperatureC(ward, atMillis);
        double dew = CityTime.ofSeason(DEW_POINT_C, atMillis) + dice.drift(2, atMillis, DAYS_MILLIS);
        double pct = 100 * saturation(Math.min(dew, temperature)) / saturation(temperature);
        return Math.min(99, pct + Math.min(15, wetMm(ward, atMillis)));
    }

    /** The heat that is felt, °C: Rothfusz's regression as the US National Weather Service has it, without its adjustments. */
    double heatIndexC(Ward ward, long atMillis) {
        double f = temperatureC(ward, atMillis) * 1.8 + 32;
        double r = humidityPct(ward, atMillis);
        double simple = 0.5 * (f + 61 + (f - 68) * 1.2 + r * 0.094);
        if ((simple + f) / 2 < 80) {
            return (simple - 32) / 1.8;
        }
        double index = -42.379
                + 2.04901523 * f
                + 10.14333127 * r
                - 0.22475541 * f * r
                - 0.00683783 * f * f
                - 0.05481717 * r * r
                + 0.00122874 * f * f * r
                + 0.00085282 * f * r * r
                - 0.00000199 * f * f * r * r;
        return (index - 32) / 1.8;
    }

    double windMs(Ward ward, long atMillis) {
        double byDay = 1.4 + 2.2 * Math.max(0, diurnal(CityTime.hourOfDay(atMillis) - 1));
        double gusts = 1
                + 0.35
                        * dice.drift(
                                3 + ward.index(),
                                atMillis,
                                Duration.ofMinutes(40).toMillis());
        return byDay * gusts * (1.15 - 0.35 * ward.urban()) + Math.min(9, 0.12 * rain.mmPerHour(ward, atMillis));
    }

    /** Where it comes from: south-west from May to October, north-east and east else. */
    double windFromDeg(long atMillis) {
        double share = CityTime.shareOfYear(atMillis);
        double mean = share > 0.36 && share < 0.82 ? 235 : 80;
        double deg = mean + 35 * dice.drift(4, atMillis, Duration.ofHours(5).toMillis());
        return (deg + 360) % 360;
    }

    /** At sea level, hPa: highest about 10 and 22 o'clock. */
    double pressureHpa(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        return 1009.3
                + 2.4 * StrictMath.cos(2 * StrictMath.PI * (CityTime.shareOfYear(atMillis) - 0.03))
                + 1.6 * StrictMath.cos(4 * StrictMath.PI * (hour - 10) / 24)
                + 1.5 * dice.drift(5, atMillis, DAYS_MILLIS);
    }

    /** On a level plane, W/m². */
    double solarWm2(Ward ward, long atMillis) {
        double height = StrictMath.sin(StrictMath.PI * (CityTime.hourOfDay(atMillis) - 5.8) / 12.1);
        double hour = CityTime.hourOfDay(atMillis);
        if (hour < 5.8 || hour > 17.9) {
            return 0;
        }
        double cloud = 0.25
                + 0.2
                        * dice.drift(
                                6 + ward.index() / 20,
                                atMillis,
                                Duration.ofHours(2).toMillis());
        double wet = Math.min(0.6, 0.05 * rain.mmPerHour(ward, atMillis));
        return 1010 * height * (1 - Math.min(0.9, cloud + wet));
    }

    /** From 0 to 1: cool still air near the ground towards morning and in the evening, more so in the dry season. */
    double inversion(long atMillis) {
        double hour = CityTime.hourOfDay(atMillis);
        double season = 0.65 + 0.35 * StrictMath.cos(2 * StrictMath.PI * (CityTime.shareOfYear(atMillis) - 0.02));
        double strength =
                0.75 + 0.25 * dice.drift(7, atMillis, Duration.ofDays(1).toMillis());
        return season * strength * Math.min(1, CityTime.bell(hour, 6.3, 2.4) + 0.6 * CityTime.bell(hour, 21.5, 2.5));
    }

    /** -1 before dawn to 1 in the early afternoon. */
    private static double diurnal(double hour) {
        return StrictMath.cos(2 * StrictMath.PI * (hour - 13.7) / 24);
    }

    /** Saturation vapour pressure, hPa, after Magnus. */
    private static double saturation(double celsius) {
        return 6.112 * StrictMath.exp(17.62 * celsius / (243.12 + celsius));
    }
}
