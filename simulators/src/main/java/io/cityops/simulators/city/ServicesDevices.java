package io.cityops.simulators.city;

import io.cityops.simulators.city.Reports.Report;
import io.cityops.simulators.city.Reports.Topic;
import io.cityops.simulators.scenario.EventKind;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The 1022 desk and the one-stop desk for dossiers of a ward. */
final class ServicesDevices {
    private static final double HOUR_MILLIS = 3_600_000;
    private static final double DOSSIERS_A_DAY_PER_PERSON = 1 / 700.0;
    private static final double OFFICE_HOURS_A_DAY = 8;
    private static final double DAYS_OPEN = 4.5;

    private final Dice dice;
    private final Life life;

    ServicesDevices(Dice dice, Life life) {
        this.dice = dice;
        this.life = life;
    }

    Map<String, Sense> senses() {
        return Map.of("desk-1022", this::reports, "dossier-desk", this::dossiers);
    }

    private Reading reports(SimulatedDevice device, Ward ward, long index, long at) {
        List<Report> reports = life.reports().recent(ward, at);
        long since = at - device.intervalMillis();
        Predicate<Report> came = report -> report.receivedMillis() > since && report.receivedMillis() <= at;
        Predicate<Report> closed = report -> report.closedMillis() > since && report.closedMillis() <= at;
        long open = count(reports, report -> report.openAt(at));
        long late = count(reports, report -> report.lateAt(at));
        double content = dice.between(90, 96, ward.key(), 6) - Math.min(25, 30.0 * late / Math.max(4, open));
        Reading reading = new Reading(11).count("reports_received_count", count(reports, came));
        for (Topic topic : Topic.values()) {
            reading.count(measureOf(topic), count(reports, came.and(report -> report.topic() == topic)));
        }
        return reading.count("reports_closed_count", count(reports, closed))
                .count("reports_closed_on_time_count", count(reports, closed.and(Report::onTime)))
                .count("reports_open_count", open)
                .count("reports_late_count", late)
                .with("satisfaction_pct", content + 0.8 * dice.drift(device.key(), at, 86_400_000), 1);
    }

    private static String measureOf(Topic topic) {
        return switch (topic) {
            case FLOOD -> "reports_flood_count";
            case TRAFFIC -> "reports_traffic_count";
            case POWER -> "reports_power_count";
            case ENVIRONMENT -> "reports_environment_count";
            case OTHER -> "reports_other_count";
        };
    }

    private static long count(List<Report> reports, Predicate<Report> which) {
        return reports.stream().filter(which).count();
    }

    /**
     * Dossiers come in office hours, online ones in the evening too; so many for the ward's people. What is open follows
     * Little's law with the days that one takes; it is not the running balance of the counts.
     */
    private Reading dossiers(SimulatedDevice device, Ward ward, long index, long at) {
        double hours = device.intervalMillis() / HOUR_MILLIS;
        double perHour = ward.people() * DOSSIERS_A_DAY_PER_PERSON / OFFICE_HOURS_A_DAY;
        double office = Rhythm.officeHours(at) ? perHour : 0;
        double onlineShare = dice.between(0.42, 0.78, ward.key(), 7);
        double portal = 1 - life.causes().share(EventKind.PORTAL_DOWN, ward, at, 1);
        double evening = 0.35 * perHour * CityTime.bell(CityTime.hourOfDay(at), 20.5, 1.3);
        double online = (office * onlineShare + evening * onlineShare) * portal;
        double atTheDesk = office * (1 - onlineShare) + 0.3 * office * onlineShare * (1 - portal);
        double hands = 1 - Math.min(0.95, life.causes().scripted(EventKind.BACKLOG, ward, at));
        int byWire = dice.poisson(online * hours, device.key(), index);
        int byHand = dice.poisson(atTheDesk * hours, device.key() + 1, index);
        int closed =
                dice.poisson((Rhythm.officeHours(at) ? 1.06 * perHour : 0) * hands * hours, device.key() + 2, index);
        int late = binomial(closed, dice.between(0.01, 0.05, ward.key(), 8), device.key() + 3, index);
        double open = perHour * OFFICE_HOURS_A_DAY * DAYS_OPEN * (1 + 0.12 * dice.drift(device.key(), at, 172_800_000));
        return new Reading(5)
                .count("dossiers_received_count", byWire + byHand)
                .count("dossiers_online_count", byWire)
                .count("dossiers_closed_count", closed)
                .count("dossiers_closed_on_time_count", closed - late)
                .count("dossiers_open_count", Math.round(open));
    }

    private int binomial(int of, double share, long key, long index) {
        int hits = 0;
        for (int k = 0; k < of; k++) {
            if (dice.uniform(key + 17L * k, index) < share) {
                hits++;
            }
        }
        return hits;
    }
}
