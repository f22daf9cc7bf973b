package io.cityops.simulators.city;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Rain as cells that travel over the city. Two kinds: ordinary showers, most of them in the afternoon; and one slow heavy
 * shower after the other, each passing over one of the wards whose streets flood first, so that somewhere in the city
 * there is always water on a street: the scenario is an ordinary day of the rainy season, with a shower and a spring tide.
 */
final class Rain {
    private static final long HEAVY_EVERY_MILLIS = Duration.ofMinutes(45).toMillis();
    private static final long HEAVY_LIFE_MILLIS = Duration.ofMinutes(90).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final int MOST_SHOWERS_AN_HOUR = 3;
    private static final long LONGEST_SHOWER_HOURS = 2;

    private final Dice dice;
    private final List<Place> targets;
    private final List<Place> city;

    /**
     * @param targets where the heavy showers pass
     * @param city where ordinary showers may be born
     */
    Rain(Dice dice, List<Place> targets, List<Place> city) {
        this.dice = dice.of("rain");
        this.targets = List.copyOf(targets);
        this.city = List.copyOf(city);
    }

    double mmPerHour(double lat, double lon, long atMillis) {
        double sum = 0;
        for (Cell cell : cellsAt(atMillis)) {
            sum += cell.mmPerHour(lat, lon, atMillis);
        }
        return sum;
    }

    private List<Cell> cellsAt(long atMillis) {
        List<Cell> cells = new ArrayList<>(6);
        long slot = Math.floorDiv(atMillis, HEAVY_EVERY_MILLIS);
        for (long s = slot - HEAVY_LIFE_MILLIS / HEAVY_EVERY_MILLIS; s <= slot; s++) {
            addIfAlive(cells, heavyShower(s), atMillis);
        }
        long hour = Math.floorDiv(atMillis, HOUR_MILLIS);
        for (long h = hour - LONGEST_SHOWER_HOURS; h <= hour; h++) {
            for (int k = 0; k < MOST_SHOWERS_AN_HOUR; k++) {
                if (dice.uniform(h, 100 + k) < chanceOfShower(h * HOUR_MILLIS)) {
                    addIfAlive(cells, shower(h, k), atMillis);
                }
            }
        }
        return cells;
    }

    private static void addIfAlive(List<Cell> cells, Cell cell, long atMillis) {
        if (cell.alive(atMillis)) {
            cells.add(cell);
        }
    }

    /** Born at the beginning of its slot, over its target at half its life. Never the same target twice in a row. */
    private Cell heavyShower(long slot) {
        int half = Math.max(1, targets.size() / 2);
        int chosen = 2 * dice.below(half, slot, 1) + (int) Math.floorMod(slot, 2L);
        Place target = targets.get(chosen % targets.size());
        double heading = dice.between(-0.6, 0.6, slot, 2);
        Cell atTarget = new Cell(
                slot * HEAVY_EVERY_MILLIS,
                HEAVY_LIFE_MILLIS,
                target.lat(),
                target.lon(),
                4.5 * StrictMath.sin(heading),
                4.5 * StrictMath.cos(heading),
                dice.between(1.6, 1.9, slot, 3),
                dice.between(62, 74, slot, 4));
        return atTarget.movedBackBy(HEAVY_LIFE_MILLIS / 2);
    }

    private Cell shower(long hour, int k) {
        Place over = city.get(dice.below(city.size(), hour, 200 + k));
        double heading = dice.between(-1, 1, hour, 300 + k);
        double speedKmh = dice.between(14, 24, hour, 400 + k);
        return new Cell(
                hour * HOUR_MILLIS + (long) (dice.uniform(hour, 500 + k) * HOUR_MILLIS),
                Duration.ofMinutes(50 + dice.below(40, hour, 600 + k)).toMillis(),
                over.lat() - 0.05,
                over.lon() - 0.08,
                speedKmh * StrictMath.sin(heading),
                speedKmh * StrictMath.cos(heading),
                dice.between(2.5, 5, hour, 700 + k),
                dice.between(3, 22, hour, 800 + k));
    }

    /** Thunderstorms of the afternoon; little at night. */
    private static double chanceOfShower(long atMillis) {
        return 0.12 + 0.45 * CityTime.bell(CityTime.hourOfDay(atMillis), 15.5, 2);
    }

    /** @param lat0 where it is born, as all of its first line; it moves {@code northKmh} and {@code eastKmh} from there */
    private record Cell(
            long bornMillis,
            long lifeMillis,
            double lat0,
            double lon0,
            double northKmh,
            double eastKmh,
            double radiusKm,
            double peakMmPerHour) {
        boolean alive(long atMillis) {
            return atMillis >= bornMillis && atMillis < bornMillis + lifeMillis;
        }

        double mmPerHour(double lat, double lon, long atMillis) {
            double hours = (atMillis - bornMillis) / (double) HOUR_MILLIS;
            double north = (lat - lat0) * Place.KM_PER_DEGREE - northKmh * hours;
            double east = (lon - lon0) * Place.kmPerDegreeEast(lat0) - eastKmh * hours;
            double nearness = (north * north + east * east) / (radiusKm * radiusKm);
            if (nearness > 9) {
                return 0;
            }
            double age = StrictMath.sin(StrictMath.PI * (atMillis - bornMillis) / lifeMillis);
            return peakMmPerHour * age * StrictMath.exp(-nearness);
        }

        Cell movedBackBy(long millis) {
            double hours = millis / (double) HOUR_MILLIS;
            return new Cell(
                    bornMillis,
                    lifeMillis,
                    lat0 - northKmh * hours / Place.KM_PER_DEGREE,
                    lon0 - eastKmh * hours / Place.kmPerDegreeEast(lat0),
                    northKmh,
                    eastKmh,
                    radiusKm,
                    peakMmPerHour);
        }
    }
}
