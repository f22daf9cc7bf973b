package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What happens by itself: accidents, outages, fires and failures. For each ward, kind and hour the dice say whether one
 * begins, how long it lasts and how bad it is, so that any moment can be asked about alone. The rates are ours, after what
 * newspapers and yearly reports of the city tell; the accidents follow the traffic.
 */
final class Chance {
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final double MOST_TRAFFIC = 2.4;

    /**
     * @param perDay in the whole city
     * @param byTraffic whether there are more when there is more traffic
     */
    private record Habit(
            double perDay, int shortestMinutes, int longestMinutes, double least, double most, boolean byTraffic) {}

    private static final Map<EventKind, Habit> HABITS = new EnumMap<>(EventKind.class);

    static {
        HABITS.put(EventKind.ACCIDENT, new Habit(24, 15, 50, 0.10, 0.45, true));
        HABITS.put(EventKind.FIRE, new Habit(1.2, 30, 90, 0.4, 2.0, false));
        HABITS.put(EventKind.OUTAGE, new Habit(1.0, 20, 100, 0.10, 0.5, false));
        HABITS.put(EventKind.DARKNESS, new Habit(0.8, 300, 700, 0.1, 0.4, false));
        HABITS.put(EventKind.PUMP_FAILURE, new Habit(0.3, 60, 400, 0.2, 0.5, false));
        HABITS.put(EventKind.LINK_LOSS, new Habit(1.5, 5, 60, 0.05, 0.6, false));
        HABITS.put(EventKind.INTRUSION, new Habit(1.0, 5, 25, 3, 15, false));
        HABITS.put(EventKind.SMOKE, new Habit(0.4, 60, 180, 15, 60, false));
    }

    /** One happening, half-open in the city's time. */
    record Happening(long fromMillis, long untilMillis, double magnitude) {
        boolean covers(long atMillis) {
            return atMillis >= fromMillis && atMillis < untilMillis;
        }
    }

    private final Dice dice;
    private final double weights;

    Chance(Dice dice, Wards wards) {
        this.dice = dice.of("chance");
        this.weights = wards.all().stream().mapToDouble(Chance::weight).sum();
    }

    /** The worst of a kind in a ward at a moment, 0 when there is none. */
    double strongest(EventKind kind, Ward ward, long atMillis) {
        double most = 0;
        for (Happening happening : during(kind, ward, atMillis, atMillis + 1)) {
            most = Math.max(most, happening.magnitude);
        }
        return most;
    }

    /** All of a kind in a ward that lie at least partly in {@code [from, until)}. */
    List<Happening> during(EventKind kind, Ward ward, long fromMillis, long untilMillis) {
        Habit habit = HABITS.get(kind);
        if (habit == null) {
            return List.of();
        }
        List<Happening> found = List.of();
        long reach = Duration.ofMinutes(habit.longestMinutes).toMillis();
        for (long hour = Math.floorDiv(fromMillis - reach, HOUR_MILLIS); hour * HOUR_MILLIS < untilMillis; hour++) {
            long key = ward.key() + 31L * kind.ordinal();
            double draw = dice.uniform(key, hour);
            if (draw < MOST_TRAFFIC * evenChance(habit, ward)
                    && draw < chanceInAnHour(habit, ward, hour * HOUR_MILLIS)) {
                Happening happening = happening(habit, key, hour);
                if (happening.fromMillis < untilMillis && happening.untilMillis > fromMillis) {
                    found = found.isEmpty() ? new ArrayList<>(2) : found;
                    found.add(happening);
                }
            }
        }
        return found;
    }

    private double chanceInAnHour(Habit habit, Ward ward, long atMillis) {
        double even = evenChance(habit, ward);
        return habit.byTraffic ? even * Math.min(MOST_TRAFFIC, 1.9 * Rhythm.traffic(atMillis)) : even;
    }

    private double evenChance(Habit habit, Ward ward) {
        return habit.perDay / 24 * weight(ward) / weights;
    }

    private Happening happening(Habit habit, long key, long hour) {
        long from = hour * HOUR_MILLIS + (long) (dice.uniform(key + 1, hour) * HOUR_MILLIS);
        double minutes = dice.between(habit.shortestMinutes, habit.longestMinutes, key + 2, hour);
        double magnitude = dice.between(habit.least, habit.most, key + 3, hour);
        return new Happening(from, from + (long) (minutes * 60_000), magnitude);
    }

    private static double weight(Ward ward) {
        return 0.2 + ward.urban() + ward.people() / 150_000.0;
    }
}
