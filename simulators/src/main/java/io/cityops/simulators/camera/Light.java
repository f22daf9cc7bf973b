package io.cityops.simulators.camera;

import io.cityops.simulators.city.StreetView;
import java.awt.Color;

/**
 * The light of the hour and the weather.
 *
 * @param night 0 by day, 1 by night
 * @param dusk how red the sky is low over the roofs
 * @param rain 0 dry, 1 a downpour
 */
record Light(double night, double dusk, double rain) {
    private static final Color NIGHT = new Color(14, 17, 34);
    private static final Color HAZE = new Color(196, 204, 210);
    private static final double DOWNPOUR_MM_PER_HOUR = 45;

    /** Sunrise about 5:45 and sunset about 17:45, all year round within half an hour. */
    static Light of(StreetView street) {
        double hour = street.hourOfDay();
        double day = ramp(hour, 5.3, 6.4) * (1 - ramp(hour, 17.4, 18.5));
        double dusk = Math.max(bump(hour, 5.8, 0.5), bump(hour, 17.8, 0.5));
        return new Light(1 - day, dusk, Math.min(1, street.rainMmPerHour() / DOWNPOUR_MM_PER_HOUR));
    }

    /** A colour of the street as it looks in this light, so far away. */
    Color on(Color color, double awayM) {
        Color wet = Canvas.mixed(color, Color.GRAY, 0.25 * rain);
        Color hazed = Canvas.mixed(wet, HAZE, Math.min(0.75, awayM / 380 * (1 + 2 * rain)) * (1 - night));
        return Canvas.mixed(hazed, NIGHT, 0.74 * night + 0.12 * rain * (1 - night));
    }

    Color skyAbove() {
        return Canvas.mixed(
                Canvas.mixed(new Color(104, 158, 214), new Color(120, 126, 134), Math.min(1, 1.6 * rain)),
                NIGHT,
                night);
    }

    Color skyBelow() {
        Color clear = Canvas.mixed(new Color(214, 226, 232), new Color(246, 176, 110), 0.8 * dusk);
        Color clouded = Canvas.mixed(clear, new Color(160, 164, 168), Math.min(1, 1.4 * rain));
        return Canvas.mixed(clouded, new Color(48, 40, 52), 0.92 * night);
    }

    boolean lampsLit() {
        return night > 0.45;
    }

    private static double ramp(double hour, double from, double to) {
        return Math.clamp((hour - from) / (to - from), 0, 1);
    }

    private static double bump(double hour, double around, double width) {
        return Math.max(0, 1 - Math.abs(hour - around) / width);
    }
}
