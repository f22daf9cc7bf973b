package io.cityops.jobs.rehearse;

import io.cityops.jobs.rehearse.RehearsalReport.Actor;
import io.cityops.jobs.rehearse.RehearsalReport.Desk;
import io.cityops.jobs.store.Incident;
import io.cityops.model.catalogue.Rule;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** A rehearsal's report for reading: the answer first, then what it stands on. */
final class RehearsalText {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int ROWS = 10;

    private final RehearsalReport report;
    private final StringBuilder text = new StringBuilder();

    private RehearsalText(RehearsalReport report) {
        this.report = report;
    }

    static String of(RehearsalReport report) {
        RehearsalText text = new RehearsalText(report);
        text.summary();
        text.days();
        text.load();
        text.actors();
        text.incidents();
        text.live();
        return text.text.toString();
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void summary() {
        for (Rule rule : report.rules()) {
            line(
                    "rule %s, version %d: %s / %s",
                    rule.id(), rule.version(), rule.name().vi(), rule.name().en());
        }
        line(
                "rehearsed over what was received from %s to %s, city time",
                moment(report.from()), moment(report.until()));
        line(
                "%,d reports with %,d readings in %s (%,.0f readings/s)%s",
                report.outcome().reports(),
                report.outcome().values(),
                clock(report.took()),
                report.outcome().values() / Math.max(0.001, report.took().toMillis() / 1000.0),
                report.outcome().unknownReports() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; %,d reports of devices that the registry no longer has are left out",
                                report.outcome().unknownReports()));
        line("");
        line(
                "alarms: %,d, %.1f a day (%s); %,d still standing at the end, %,d stood at the beginning",
                report.raised().size(),
                report.perDay(),
                Severities.WORST_FIRST.stream()
                        .map(severity -> report.count(severity) + " " + severity)
                        .collect(Collectors.joining(", ")),
                report.standing(),
                report.outcome().alarms().standingBefore());
    }

    private void days() {
        report.days().forEach((day, alarms) -> line("  %s  %,d", day, alarms));
    }

    private void load() {
        line("");
        line("load, against 1 in 10 min, 5 an hour, 15 in the worst hour, 1 %% of the time in flood (EEMUA 191):");
        line(
                "  %-24s %8s %8s %8s %8s %7s  %-9s %s",
                "DESK", "CALLS", "AN HOUR", "10 MIN", "HOUR", "FLOOD", "ALONE", "WITH ALL ELSE");
        for (Desk desk : report.desks().stream().limit(ROWS).toList()) {
            line(
                    "  %-24s %8d %8.2f %8d %8d %6.1f%%  %-9s %s, %.2f an hour%s",
                    name(desk),
                    desk.alone().calls(),
                    desk.alone().perHour(),
                    desk.alone().peak10Minutes(),
                    desk.alone().peakHour(),
                    desk.alone().floodSharePct(),
                    desk.alone().verdict(),
                    desk.together().verdict(),
                    desk.together().perHour(),
                    desk.together().isWithinLimits() ? "" : ", beyond the limits");
        }
        more(report.desks().size(), "desks");
    }

    private static String name(Desk desk) {
        String area = Objects.requireNonNullElse(desk.area(), "city");
        return desk.sector() == null ? area : area + " " + desk.sector();
    }

    private void actors() {
        line("");
        line(
                "who would call most (%,d of %,d chatter: 3 and more in a minute):",
                report.chattering(), report.actors().size());
        for (Actor actor : report.actors().stream().limit(ROWS).toList()) {
            line(
                    "  %-24s in %-8s %6d times%s",
                    actor.entityId(),
                    actor.area(),
                    actor.times(),
                    actor.chatters() ? ", chatters: " + actor.mostInAMinute() + " in a minute" : "");
        }
        more(report.actors().size(), "more");
    }

    private void incidents() {
        line("");
        line(
                "recorded incidents of these sectors (alarms that somebody acknowledged, and what drills played): %d,"
                        + " caught %d, missed %d",
                report.incidents().size(), report.caught(), report.incidents().size() - report.caught());
        for (IncidentOutcome each : report.incidents().stream().limit(2 * ROWS).toList()) {
            Duration earlier = each.earlier();
            line(
                    "  %s  %-28s %-20s %s",
                    moment(each.incident().openedAt()),
                    each.incident().rule(),
                    where(each.incident()),
                    earlier == null
                            ? "missed"
                            : earlier.isZero()
                                    ? "caught at the same moment"
                                    : "caught " + clock(earlier.abs())
                                            + (earlier.isNegative() ? " later" : " earlier"));
        }
        more(report.incidents().size() - ROWS, "incidents");
    }

    private static String where(Incident incident) {
        return switch (incident) {
            case Incident.Acknowledged alarm -> alarm.entityId();
            case Incident.Played played ->
                "drill %s, %s in %s".formatted(played.drill(), played.label(), String.join(", ", played.areas()));
        };
    }

    private void live() {
        line("");
        line(
                "the running job raised %d alarms by these ids in that time: %d here too, %d only there, %d only here",
                report.live().live(),
                report.live().same(),
                report.live().onlyLive().size(),
                report.live().onlyHere().size());
    }

    private void more(int all, String what) {
        if (all > ROWS) {
            line("  and %,d %s; see --json", all - ROWS, what.equals("more") ? "more" : what + " more");
        }
    }

    private static String moment(Instant at) {
        return MOMENT.format(at.atZone(RehearsalReport.CITY));
    }

    static String clock(Duration time) {
        long seconds = Math.round(time.toMillis() / 1000.0);
        return seconds >= 3600
                ? "%d h %02d min".formatted(seconds / 3600, seconds / 60 % 60)
                : seconds >= 60 ? "%d min %02d s".formatted(seconds / 60, seconds % 60) : seconds + " s";
    }
}
