package io.cityops.simulators.city;

import io.cityops.simulators.scenario.Backdrop;
import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Rain as cells that travel over the city. How many are born in an hour follows the season (monthly means of the Tân Sơn
 * Hoà station, 1,930 mm a year, rounded), the hour (thunderstorms of the afternoon) and the day (some days have many, most
 * have few: an exponential distribution). With {@link Backdrop#SHOWERS} one slow heavy shower follows the other over the
 * wards whose streets flood first. What a scenario adds falls in its wards and nowhere else.
 */
final class Rain {
    private static final long HEAVY_EVERY_MILLIS = Duration.ofMinutes(45).toMillis();
    private static final long HEAVY_LIFE_MILLIS = Duration.ofMinutes(90).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long LONGEST_HOURS = 2;
    private static final int MOST_AN_HOUR = 12;
    private static final int KEPT_HOURS = 64;
    private static final double[] MONTHLY_MM = {14, 4, 11, 50, 218, 312, 294, 270, 327, 267, 117, 48};

    /** Cells an hour for each mm of the month; found by trial so that the year at the centre has 1,930 mm. */
    private static final double CELLS_PER_MM = 0.00078;

    private record Hour(long hour, List<RainCell> born) {}

    private final Dice dice;
    private final Backdrop backdrop;
    private final Causes causes;
    private final List<Place> low;
    private final Wards wards;
    private final AtomicReferenceArray<Hour> kept = new AtomicReferenceArray<>(KEPT_HOURS);
    private final PerMinute fallenMm;

    /** @param low where the showers of {@link Backdrop#SHOWERS} pass */
    Rain(Dice dice, Backdrop backdrop, Causes causes, Wards wards, List<Place> low) {
        this.dice = dice.of("rain");
        this.backdrop = backdrop;
        this.causes = causes;
        this.wards = wards;
        this.low = List.copyOf(low);
        this.fallenMm =
                new PerMinute(wards, (ward, minute) -> mmPerHour(ward, ward.middle(), PerMinute.millisOf(minute)) / 60);
    }

    /** At a place in a ward. */
    double mmPerHour(Ward ward, Place place, long atMillis) {
        double sum = causes.scripted(EventKind.RAIN, ward, atMillis);
        if (backdrop == Backdrop.CALM) {
            return sum;
        }
        long hour = Math.floorDiv(atMillis, HOUR_MILLIS);
        for (long born = hour - LONGEST_HOURS; born <= hour; born++) {
            for (RainCell cell : bornIn(born)) {
                sum += cell.mmPerHour(place, atMillis);
            }
        }
        return backdrop == Backdrop.SHOWERS ? sum + heavyShowers(place, atMillis) : sum;
    }

    /** In the middle of a ward. */
    double mmPerHour(Ward ward, long atMillis) {
        return 60 * fallenMm.smooth(ward, atMillis);
    }

    /**
     * Rain of the last {@code minutes} up to and with a minute, in mm, each part fading with {@code fadingMinutes}: what a
     * linear reservoir holds.
     */
    double heldMm(Ward ward, long minute, int minutes, double fadingMinutes) {
        double stays = StrictMath.exp(-1 / fadingMinutes);
        double held = 0;
        for (long m = minute - minutes + 1; m <= minute; m++) {
            held = held * stays + fallenMm.at(ward, m);
        }
        return held;
    }

    private List<RainCell> bornIn(long hour) {
        int slot = (int) Math.floorMod(hour, (long) KEPT_HOURS);
        Hour known = kept.get(slot);
        if (known == null || known.hour != hour) {
            known = new Hour(hour, births(hour));
            kept.set(slot, known);
        }
        return known.born;
    }

    private List<RainCell> births(long hour) {
        long atMillis = hour * HOUR_MILLIS;
        double moodOfTheDay = -StrictMath.log(1 - 0.98 * dice.uniform(Calendar.dayOf(atMillis), 77));
        double ofTheHour = 0.35 + 2.7 * CityTime.bell(CityTime.hourOfDay(atMillis + HOUR_MILLIS / 2), 15.7, 2.3);
        double mean = CELLS_PER_MM * CityTime.ofSeason(MONTHLY_MM, atMillis) * moodOfTheDay * ofTheHour;
        int count = Math.min(MOST_AN_HOUR, dice.poisson(mean, hour, 99));
        List<RainCell> cells = new ArrayList<>(count);
        for (int k = 0; k < count; k++) {
            cells.add(shower(hour, k));
        }
        return cells;
    }

    /** From the south-west from May to October, from the north-east else. */
    private RainCell shower(long hour, int k) {
        long key = 1000 + k * 16L;
        Place over = wards.all().get(dice.below(wards.all().size(), hour, key)).middle();
        long bornMillis = hour * HOUR_MILLIS + (long) (dice.uniform(hour, key + 1) * HOUR_MILLIS);
        double share = CityTime.shareOfYear(bornMillis);
        double to = (share > 0.34 && share < 0.84 ? 0.8 : 3.9) + dice.between(-0.6, 0.6, hour, key + 2);
        double speedKmh = dice.between(9, 24, hour, key + 3);
        double peak = 6 - 26 * StrictMath.log(1 - 0.985 * dice.uniform(hour, key + 4));
        long lifeMillis = Duration.ofMinutes(45 + dice.below(70, hour, key + 5)).toMillis();
        RainCell cell = new RainCell(
                bornMillis,
                lifeMillis,
                over.lat() + dice.between(-0.06, 0.06, hour, key + 6),
                over.lon() + dice.between(-0.06, 0.06, hour, key + 7),
                speedKmh * StrictMath.cos(to),
                speedKmh * StrictMath.sin(to),
                dice.between(2.5, 6, hour, key + 8),
                peak);
        return cell.comingOverBirthplaceAfter(lifeMillis / 2);
    }

    private double heavyShowers(Place place, long atMillis) {
        long slot = Math.floorDiv(atMillis, HEAVY_EVERY_MILLIS);
        double sum = 0;
        for (long s = slot - HEAVY_LIFE_MILLIS / HEAVY_EVERY_MILLIS; s <= slot && !low.isEmpty(); s++) {
            sum += heavyShower(s).mmPerHour(place, atMillis);
        }
        return sum;
    }

    /** Born at the beginning of its slot, over its target at half its life. Never the same target twice in a row. */
    private RainCell heavyShower(long slot) {
        int half = Math.max(1, low.size() / 2);
        int chosen = 2 * dice.below(half, slot, 1) + (int) Math.floorMod(slot, 2L);
        Place target = low.get(chosen % low.size());
        double heading = dice.between(-0.6, 0.6, slot, 2);
        RainCell cell = new RainCell(
                slot * HEAVY_EVERY_MILLIS,
                HEAVY_LIFE_MILLIS,
                target.lat(),
                target.lon(),
                4.5 * StrictMath.sin(heading),
                4.5 * StrictMath.cos(heading),
                dice.between(1.7, 2.0, slot, 3),
                dice.between(72, 86, slot, 4));
        return cell.comingOverBirthplaceAfter(HEAVY_LIFE_MILLIS / 2);
    }
}
