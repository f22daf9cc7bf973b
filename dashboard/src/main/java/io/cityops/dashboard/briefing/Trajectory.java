package io.cityops.dashboard.briefing;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a figure moves towards a target.
 *
 * @param days how many days of history there were
 * @param perMonth its pace now, in the unit a month; null while there are fewer days than {@link #LEAST_DAYS}
 * @param neededPerMonth the pace that reaches the target on its day; null when it is reached, or its day is over
 * @param arrives when it is reached at today's pace; null: never, or it is reached, or the pace is not known
 */
record Trajectory(
        boolean reached,
        boolean overdue,
        int days,
        @Nullable Double perMonth,
        @Nullable Double neededPerMonth,
        @Nullable Instant arrives) {
    static final int LEAST_DAYS = 7;

    private static final double DAYS_OF_MONTH = 365.25 / 12;
    /** Farther away than this is never. */
    private static final double LONGEST_DAYS = 365.25 * 50;

    /** The mean of one day. */
    record Day(Instant start, double value) {}

    /** @param history whole days, by time; the last quarter of a year of them gives the pace */
    static Trajectory of(List<Day> history, double current, double target, Instant by, Instant now) {
        boolean reached = current >= target;
        double daysLeft = Duration.between(now, by).toMinutes() / 1_440.0;
        boolean overdue = daysLeft <= 0 && !reached;
        Double needed = reached || overdue ? null : Double.valueOf((target - current) / daysLeft * DAYS_OF_MONTH);
        Optional<Double> perDay = slope(history);
        Instant arrives = perDay.filter(pace -> !reached && pace > 0)
                .map(pace -> (target - current) / pace)
                .filter(days -> days < LONGEST_DAYS)
                .map(days -> now.plus(Duration.ofMinutes(Math.round(days * 1_440))))
                .orElse(null);
        return new Trajectory(
                reached,
                overdue,
                history.size(),
                perDay.map(pace -> pace * DAYS_OF_MONTH).orElse(null),
                needed,
                arrives);
    }

    /**
     * The median of the slopes between all pairs of days (Theil and Sen), in the unit a day: one bad day in four does not
     * move it.
     */
    private static Optional<Double> slope(List<Day> history) {
        if (history.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        double[] slopes = new double[history.size() * (history.size() - 1) / 2];
        int next = 0;
        for (int i = 0; i < history.size(); i++) {
            for (int j = i + 1; j < history.size(); j++) {
                Day first = history.get(i);
                Day second = history.get(j);
                double days = Duration.between(first.start(), second.start()).toMinutes() / 1_440.0;
                slopes[next++] = (second.value() - first.value()) / days;
            }
        }
        Arrays.sort(slopes);
        int middle = slopes.length / 2;
        return Optional.of(slopes.length % 2 == 1 ? slopes[middle] : (slopes[middle - 1] + slopes[middle]) / 2);
    }
}
