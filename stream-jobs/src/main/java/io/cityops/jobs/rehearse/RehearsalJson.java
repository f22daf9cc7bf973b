package io.cityops.jobs.rehearse;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.jobs.rehearse.RehearsalReport.Actor;
import io.cityops.jobs.rehearse.RehearsalReport.Desk;
import io.cityops.jobs.store.Incident;
import io.cityops.model.catalogue.Rule;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rehearsal's report for programs. Moments are UTC, durations seconds. */
final class RehearsalJson {
    /** The first of each list are told, and of each how many there are. */
    private static final int MOST = 10_000;

    private final RehearsalReport report;
    private final JsonGenerator json;

    private RehearsalJson(RehearsalReport report, JsonGenerator json) {
        this.report = report;
        this.json = json;
    }

    static String of(RehearsalReport report) throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            new RehearsalJson(report, json).write();
        }
        return text.append('\n').toString();
    }

    private interface Fields<T> {
        void of(T each) throws IOException;
    }

    private <T> void list(String name, List<T> all, Fields<T> fields) throws IOException {
        json.writeArrayFieldStart(name);
        for (T each : all.subList(0, Math.min(MOST, all.size()))) {
            json.writeStartObject();
            fields.of(each);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void moment(String name, @Nullable Instant at) throws IOException {
        json.writeStringField(name, at == null ? null : at.toString());
    }

    private void write() throws IOException {
        json.writeStartObject();
        list("rules", report.rules(), (Rule rule) -> {
            json.writeStringField("id", rule.id());
            json.writeNumberField("version", rule.version());
        });
        moment("from", report.from());
        moment("until", report.until());
        json.writeNumberField("reports", report.outcome().reports());
        json.writeNumberField("readings", report.outcome().values());
        json.writeNumberField("unknown_reports", report.outcome().unknownReports());
        json.writeNumberField("seconds", report.took().toMillis() / 1000.0);
        json.writeNumberField("alarm_count", report.raised().size());
        json.writeNumberField("alarms_per_day", report.perDay());
        json.writeNumberField("standing_at_end", report.standing());
        json.writeNumberField("standing_at_start", report.outcome().alarms().standingBefore());
        json.writeObjectFieldStart("severities");
        for (String severity : Severities.WORST_FIRST) {
            json.writeNumberField(severity, report.count(severity));
        }
        json.writeEndObject();
        json.writeObjectFieldStart("days");
        for (var day : report.days().entrySet()) {
            json.writeNumberField(day.getKey().toString(), day.getValue());
        }
        json.writeEndObject();
        list("desks", report.desks(), this::desk);
        json.writeNumberField("chattering", report.chattering());
        list("actors", report.actors(), this::actor);
        writeIncidents();
        writeLive();
        list("alarms", report.raised(), this::alarm);
        json.writeEndObject();
    }

    private void desk(Desk desk) throws IOException {
        json.writeStringField("area", desk.area());
        json.writeStringField("sector", desk.sector());
        load("alone", desk.alone());
        load("together", desk.together());
    }

    private void load(String name, DeskLoad load) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("calls", load.calls());
        json.writeNumberField("per_hour", load.perHour());
        json.writeNumberField("peak_10_min", load.peak10Minutes());
        json.writeNumberField("peak_hour", load.peakHour());
        json.writeNumberField("flood_share_pct", load.floodSharePct());
        json.writeStringField("verdict", load.verdict());
        json.writeBooleanField("within_limits", load.isWithinLimits());
        json.writeEndObject();
    }

    private void actor(Actor actor) throws IOException {
        json.writeStringField("rule", actor.rule());
        json.writeStringField("entity_id", actor.entityId());
        json.writeStringField("area", actor.area());
        json.writeNumberField("times", actor.times());
        json.writeNumberField("most_in_a_minute", actor.mostInAMinute());
        json.writeBooleanField("chattering", actor.chatters());
    }

    private void writeIncidents() throws IOException {
        json.writeNumberField("incident_count", report.incidents().size());
        json.writeNumberField("caught", report.caught());
        json.writeNumberField("missed", report.incidents().size() - report.caught());
        list("incidents", report.incidents(), each -> {
            json.writeStringField("rule", each.incident().rule());
            switch (each.incident()) {
                case Incident.Acknowledged alarm -> acknowledged(alarm);
                case Incident.Played played -> played(played);
            }
            json.writeStringField("severity", each.incident().severity());
            moment("opened_at", each.incident().openedAt());
            json.writeBooleanField("caught", each.isCaught());
            Duration earlier = each.earlier();
            if (earlier != null) {
                json.writeNumberField("earlier_seconds", earlier.toMillis() / 1000.0);
            }
        });
    }

    private void acknowledged(Incident.Acknowledged alarm) throws IOException {
        json.writeStringField("kind", "alarm");
        json.writeStringField("entity_id", alarm.entityId());
        json.writeStringField("area", alarm.area());
        json.writeStringField("acknowledged_by", alarm.acknowledgedBy());
    }

    private void played(Incident.Played played) throws IOException {
        json.writeStringField("kind", "drill");
        json.writeStringField("drill", played.drill());
        json.writeStringField("label", played.label());
        json.writeObjectFieldStart("what");
        json.writeStringField("vi", played.what().vi());
        json.writeStringField("en", played.what().en());
        json.writeEndObject();
        json.writeArrayFieldStart("areas");
        for (String area : played.areas()) {
            json.writeString(area);
        }
        json.writeEndArray();
    }

    private void writeLive() throws IOException {
        json.writeObjectFieldStart("live");
        json.writeNumberField("alarms", report.live().live());
        json.writeNumberField("same", report.live().same());
        list("only_here", report.live().onlyHere(), this::alarm);
        list("only_live", report.live().onlyLive(), each -> {
            json.writeStringField("rule", each.rule());
            json.writeStringField("entity_id", each.entityId());
            moment("at", each.at());
        });
        json.writeEndObject();
    }

    private void alarm(RaisedAlarm alarm) throws IOException {
        json.writeStringField("rule", alarm.rule);
        json.writeStringField("entity_kind", alarm.entityKind);
        json.writeStringField("entity_id", alarm.entityId);
        json.writeStringField("area", alarm.area);
        json.writeStringField("severity", alarm.severity);
        moment("opened_at", alarm.openedAt);
        moment("cleared_at", alarm.clearedAt);
        json.writeStringField("message", alarm.message);
    }
}
