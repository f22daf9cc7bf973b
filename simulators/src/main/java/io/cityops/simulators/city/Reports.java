package io.cityops.simulators.city;

import io.cityops.simulators.scenario.EventKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Reports of citizens to 1022, each one with the moment it came, what it is about, and the moment it was closed. A ward has
 * so many for its people (all wards together about 14,700 a month, some of them for a cause,, as the city told for October 2025), more on working
 * days and by day; and more for what happens there: water on the street, outages and dark lamps, blocked roads, smoke and
 * noise. Five days are given (the city's rule of 2020). Most are closed within a day or two; a share that is the ward's
 * own, 3 to 7 %, is late by days: on time about 95 %.
 */
final class Reports {
    /** What a report is about. */
    enum Topic {
        FLOOD,
        TRAFFIC,
        POWER,
        ENVIRONMENT,
        OTHER
    }

    /** @param closedMillis when it is dealt with, perhaps after its {@code dueMillis} */
    record Report(long receivedMillis, long closedMillis, long dueMillis, Topic topic) {
        boolean openAt(long atMillis) {
            return receivedMillis <= atMillis && closedMillis > atMillis;
        }

        boolean lateAt(long atMillis) {
            return openAt(atMillis) && dueMillis < atMillis;
        }

        boolean onTime() {
            return closedMillis <= dueMillis;
        }
    }

    private static final double A_MONTH = 13_200;
    private static final long DAY_MILLIS = Duration.ofDays(1).toMillis();
    private static final long HOUR_MILLIS = Duration.ofHours(1).toMillis();
    private static final long DUE_MILLIS = 5 * DAY_MILLIS;
    private static final double USUAL_DAYS = 0.62;
    private static final double LATE_DAYS = 3.5;
    private static final int LONGEST_DAYS = 16;
    private static final int KEPT_DAYS = 24;
    /** Of the reports without a cause of the moment. */
    private static final double[] USUAL_TOPICS = {0.03, 0.19, 0.12, 0.29, 0.37};

    private record Day(long day, List<Report> reports) {}

    private final Dice dice;
    private final Streets streets;
    private final Grid grid;
    private final Causes causes;
    private final double people;
    private final AtomicReferenceArray<Day> kept;

    Reports(Dice dice, Streets streets, Grid grid, Causes causes, Wards wards) {
        this.dice = dice.of("reports");
        this.streets = streets;
        this.grid = grid;
        this.causes = causes;
        this.people = wards.all().stream().mapToDouble(Ward::people).sum();
        this.kept = new AtomicReferenceArray<>(wards.all().size() * KEPT_DAYS);
    }

    /** All that may still be open at a moment, the oldest first; some that are closed among them. */
    List<Report> recent(Ward ward, long atMillis) {
        List<Report> recent = new ArrayList<>();
        long today = CityTime.day(atMillis);
        for (long day = today - LONGEST_DAYS; day <= today; day++) {
            recent.addAll(of(ward, day));
        }
        return recent;
    }

    /** All received in a ward on a day of the city. */
    List<Report> of(Ward ward, long day) {
        int slot = ward.index() * KEPT_DAYS + (int) Math.floorMod(day, (long) KEPT_DAYS);
        Day known = kept.get(slot);
        if (known == null || known.day != day) {
            known = new Day(day, received(ward, day));
            kept.set(slot, known);
        }
        return known.reports;
    }

    private List<Report> received(Ward ward, long day) {
        List<Report> reports = new ArrayList<>();
        for (int hour = 0; hour < 24; hour++) {
            long fromMillis = CityTime.startOfDayMillis(day) + hour * HOUR_MILLIS;
            double usual = usualPerHour(ward, fromMillis + HOUR_MILLIS / 2);
            for (Topic topic : Topic.values()) {
                add(reports, ward, fromMillis, HOUR_MILLIS, usual * USUAL_TOPICS[topic.ordinal()], topic, 0);
            }
            addCaused(reports, ward, fromMillis);
        }
        reports.sort(Comparator.comparingLong(Report::receivedMillis));
        return List.copyOf(reports);
    }

    private double usualPerHour(Ward ward, long atMillis) {
        long day = CityTime.day(atMillis);
        double hour = CityTime.hourOfDay(atMillis);
        double byHour = 0.12 + 1.9 * Rhythm.ramp(hour, 6, 9) * (1 - Rhythm.ramp(hour, 16.5, 22));
        double byDay = (Calendar.workingDay(day) ? 1.12 : 0.70) * Calendar.presence(day);
        return A_MONTH / (365.2422 / 12) / 24 * ward.people() / people * byHour * byDay;
    }

    /** What happens in the ward, looked at every ten minutes and reported after a while. */
    private void addCaused(List<Report> reports, Ward ward, long hourMillis) {
        double size = 0.5 + ward.people() / 150_000.0;
        for (int k = 0; k < 6; k++) {
            long fromMillis = hourMillis + k * (HOUR_MILLIS / 6);
            long span = HOUR_MILLIS / 6;
            double awake = 0.25 + 0.75 * Rhythm.activity(fromMillis);
            double depthM = streets.floodDepthAtMinuteM(ward, PerMinute.minuteOf(fromMillis));
            double flood = Math.max(0, depthM - 0.08) * 45 * size * awake;
            double power = size * awake * (10 * grid.outageShare(ward, fromMillis) + dark(ward, fromMillis));
            double traffic = size * awake * 3 * blocked(ward, fromMillis);
            double air = size * awake * 0.02 * causes.of(EventKind.SMOKE, ward, fromMillis)
                    + size * 0.12 * causes.scripted(EventKind.NOISE, ward, fromMillis);
            double scripted = causes.scripted(EventKind.REPORTS, ward, fromMillis);
            add(reports, ward, fromMillis, span, flood / 6, Topic.FLOOD, 10 + k);
            add(reports, ward, fromMillis, span, power / 6, Topic.POWER, 10 + k);
            add(reports, ward, fromMillis, span, traffic / 6, Topic.TRAFFIC, 10 + k);
            add(reports, ward, fromMillis, span, air / 6, Topic.ENVIRONMENT, 10 + k);
            add(reports, ward, fromMillis, span, scripted / 6, Topic.OTHER, 10 + k);
        }
    }

    private double blocked(Ward ward, long atMillis) {
        double worst = 0;
        for (Causes.Blockage blockage : causes.blockages(ward, atMillis, atMillis + 1)) {
            worst = Math.max(worst, blockage.magnitude() - 0.2);
        }
        return worst;
    }

    private double dark(Ward ward, long atMillis) {
        return Lamps.night(atMillis) ? 3 * causes.of(EventKind.DARKNESS, ward, atMillis) : 0;
    }

    private void add(
            List<Report> reports, Ward ward, long fromMillis, long spanMillis, double mean, Topic topic, int source) {
        if (mean <= 0) {
            return;
        }
        long key = ward.key() + 101L * topic.ordinal() + 10_007L * source;
        long slot = Math.floorDiv(fromMillis, HOUR_MILLIS);
        int count = dice.poisson(mean, key, slot);
        for (int n = 0; n < count; n++) {
            long one = slot * 64 + n;
            long received = fromMillis + (long) (dice.uniform(key + 1, one) * spanMillis);
            reports.add(report(ward, received, topic, key, one));
        }
    }

    private Report report(Ward ward, long received, Topic topic, long key, long one) {
        double lateShare = dice.between(0.03, 0.07, ward.key(), 5);
        double hands = 1 - Math.min(0.95, causes.scripted(EventKind.BACKLOG, ward, received));
        double wait = -StrictMath.log(1 - 0.9998 * dice.uniform(key + 2, one));
        double days = dice.uniform(key + 3, one) < lateShare
                ? 5.1 + LATE_DAYS * wait / hands
                : Math.min(4.6, 0.04 + USUAL_DAYS * wait) / hands;
        long closed = received + (long) (Math.min(LONGEST_DAYS - 1, days) * DAY_MILLIS);
        return new Report(received, closed, received + DUE_MILLIS, topic);
    }
}
