package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;

/**
 * Power of a ward. The load that people want follows the hour, the working day and the heat (air conditioners: so many per
 * cent of the rating for each degree above 26). A feeder that is asked for more than {@link #TRIP_PCT} for a quarter of an
 * hour trips for three quarters: heat makes outages. An outage darkens lamps and signals and, after its batteries, the
 * network: other parts of the model ask for {@link #outageShare}.
 */
final class Grid {
    static final double TRIP_PCT = 112;

    private static final int OVERLOAD_MINUTES = 15;
    private static final int TRIPPED_MINUTES = 45;
    private static final int LOOK_EVERY_MINUTES = 5;
    private static final double TRIPPED_SHARE = 0.45;
    private static final double COOL_C = 26;

    private final Weather weather;
    private final Causes causes;
    private final PerMinute wantedPct;
    private final PerMinute outage;

    Grid(Weather weather, Causes causes, Wards wards) {
        this.weather = weather;
        this.causes = causes;
        this.wantedPct = new PerMinute(wards, this::wanted);
        this.outage = new PerMinute(wards, this::outageAt);
    }

    /** What the ward's feeders are asked for, in per cent of their rating; what they carry is less in an outage. */
    double wantedPct(Ward ward, long atMillis) {
        return wantedPct.smooth(ward, atMillis);
    }

    /** Share of the ward's customers without power. */
    double outageShare(Ward ward, long atMillis) {
        return outage.at(ward, PerMinute.minuteOf(atMillis));
    }

    /** The same so many minutes ago. */
    double outageShareBefore(Ward ward, long atMillis, int minutes) {
        return outage.at(ward, PerMinute.minuteOf(atMillis) - minutes);
    }

    private double wanted(Ward ward, long minute) {
        long atMillis = PerMinute.millisOf(minute);
        double cooling = (1.6 + 1.2 * ward.urban()) * Math.max(0, weather.temperatureC(ward, atMillis) - COOL_C);
        return 22 + 40 * Rhythm.activity(atMillis) + cooling + causes.scripted(EventKind.LOAD, ward, atMillis);
    }

    private double outageAt(Ward ward, long minute) {
        double happens = causes.share(EventKind.OUTAGE, ward, PerMinute.millisOf(minute), 1);
        return tripped(ward, minute) ? Math.max(TRIPPED_SHARE, happens) : happens;
    }

    private boolean tripped(Ward ward, long minute) {
        long latest = Math.floorDiv(minute, LOOK_EVERY_MINUTES) * LOOK_EVERY_MINUTES;
        for (long look = latest; look > minute - TRIPPED_MINUTES; look -= LOOK_EVERY_MINUTES) {
            if (wantedPct.at(ward, look) >= TRIP_PCT && overloadedSince(ward, look)) {
                return true;
            }
        }
        return false;
    }

    private boolean overloadedSince(Ward ward, long minute) {
        for (int before = LOOK_EVERY_MINUTES; before <= OVERLOAD_MINUTES; before += LOOK_EVERY_MINUTES) {
            if (wantedPct.at(ward, minute - before) < TRIP_PCT) {
                return false;
            }
        }
        return true;
    }
}
