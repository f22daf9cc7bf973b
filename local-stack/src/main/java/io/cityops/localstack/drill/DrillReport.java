package io.cityops.localstack.drill;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How a drill went, for reading and for programs; the page is made by {@link DrillPage}. */
public final class DrillReport {
    static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String ROW = "%-24s %-8s %-9s %-28s %-16s %6s %8s %8s  %s%n";

    private final Drill drill;
    private final Score score;
    private final Instant end;

    private DrillReport(Drill drill, Score score, Instant end) {
        this.drill = drill;
        this.score = score;
        this.end = end;
    }

    /**
     * @param now taken for the end where the drill has none yet
     * @param rules that the catalogue has
     */
    public static DrillReport of(
            Drill drill, List<DrillAlarm> alarms, List<DoneStep> steps, Instant now, Set<String> rules) {
        Instant end = drill.endedAt() == null ? now : drill.endedAt();
        return new DrillReport(drill, Score.of(drill, alarms, steps, end, rules), end);
    }

    /** Self-contained: it opens in any browser, without network. */
    public String page() {
        return new DrillPage(drill, score, end).write();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        text.append("DIỄN TẬP / DRILL %s: %s / %s%n"
                .formatted(drill.id(), drill.name().vi(), drill.name().en()));
        text.append("played %s to %s, city time, by %s: %s%s%n%n"
                .formatted(
                        moment(drill.startedAt()),
                        time(end),
                        drill.startedBy(),
                        drill.outcome() == null ? "still running" : drill.outcome(),
                        drill.speed() == 1 ? "" : String.format(Locale.ROOT, ", %.3g times as fast", drill.speed())));
        text.append(row("LABEL", "FROM", "SEVERITY", "RULE", "OUTCOME", "AREAS", "ALARM", "ACK", "STEPS"));
        for (LabelScore label : score.labels()) {
            text.append(row(
                    label.label().id(),
                    time(label.label().from()),
                    label.label().severity(),
                    label.label().rule(),
                    label.outcome().tag()
                            + (label.reached() == null
                                            || label.reached()
                                                    .equals(label.label().severity())
                                    ? ""
                                    : " " + label.reached()),
                    label.areas() + "/" + label.label().where().size(),
                    clock(label.toAlarm()),
                    clock(label.toAcknowledgement()),
                    steps(label)));
        }
        text.append("%n%s%n".formatted(String.join("\n", summary())));
        for (DrillAlarm alarm : score.falseAlarms().stream().limit(20).toList()) {
            text.append("  %s %s %s in %s: %s%n"
                    .formatted(time(alarm.openedAt()), alarm.severity(), alarm.rule(), alarm.area(), alarm.message()));
        }
        return text.toString();
    }

    private static String row(Object... columns) {
        return String.format(Locale.ROOT, ROW, columns).stripTrailing() + "\n";
    }

    private static String steps(LabelScore label) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < label.steps().size(); i++) {
            text.append(i == 0 ? "" : " ").append(i + 1).append(' ').append(clock(label.toStep(i)));
        }
        return text.toString();
    }

    private List<String> summary() {
        return List.of(
                "labels: %d, of which %d raised by the expected rule, %d by another, %d missed, %d without a rule yet, %d not played"
                        .formatted(
                                score.labels().size(),
                                score.count(LabelScore.Outcome.RAISED),
                                score.count(LabelScore.Outcome.OTHER_RULE),
                                score.count(LabelScore.Outcome.MISSED),
                                score.count(LabelScore.Outcome.NO_RULE),
                                score.count(LabelScore.Outcome.NOT_PLAYED)),
                "to the alarm: " + times(score.toAlarm()),
                "to the acknowledgement: %s; %d of %d labels acknowledged"
                        .formatted(
                                times(score.toAcknowledgement()),
                                score.acknowledged(),
                                score.labels().size()),
                "to a step: %s; %d of %d steps done"
                        .formatted(times(score.toSteps()), score.stepsDone(), score.steps()),
                "further alarms of the labels: %d; false alarms, of no label: %d"
                        .formatted(score.related(), score.falseAlarms().size()));
    }

    private static String times(Score.@Nullable Times times) {
        return times == null ? "none" : "median " + clock(times.median()) + ", worst " + clock(times.worst());
    }

    /** Minutes and seconds; a dash for what never was. */
    static String clock(@Nullable Duration duration) {
        return duration == null
                ? "-"
                : String.format(Locale.ROOT, "%d:%02d", duration.toMinutes(), duration.toSecondsPart());
    }

    static String moment(Instant at) {
        return MOMENT.format(at.atZone(ZONE));
    }

    static String time(Instant at) {
        return TIME.format(at.atZone(ZONE));
    }

    public String json() {
        return Json.write(true, json -> {
            json.writeStartObject();
            json.writeStringField("drill", drill.id());
            json.writeStringField("scenario", drill.scenario());
            json.writeFieldName("name");
            Words.write(json, drill.name());
            json.writeStringField("started_by", drill.startedBy());
            json.writeStringField("started_at", drill.startedAt().toString());
            json.writeStringField("ended_at", end.toString());
            json.writeStringField("outcome", drill.outcome());
            json.writeNumberField("speed", drill.speed());
            writeSummary(json);
            json.writeArrayFieldStart("labels");
            for (LabelScore label : score.labels()) {
                writeLabel(json, label);
            }
            json.writeEndArray();
            json.writeArrayFieldStart("false_alarms");
            for (DrillAlarm alarm : score.falseAlarms()) {
                writeAlarm(json, alarm);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private void writeSummary(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("summary");
        json.writeNumberField("labels", score.labels().size());
        for (LabelScore.Outcome outcome : LabelScore.Outcome.values()) {
            json.writeNumberField(outcome.tag().replace('-', '_'), score.count(outcome));
        }
        json.writeNumberField("acknowledged", score.acknowledged());
        json.writeNumberField("steps", score.steps());
        json.writeNumberField("steps_done", score.stepsDone());
        json.writeNumberField("further_alarms", score.related());
        json.writeNumberField("false_alarms", score.falseAlarms().size());
        writeTimes(json, "to_alarm", score.toAlarm());
        writeTimes(json, "to_acknowledgement", score.toAcknowledgement());
        writeTimes(json, "to_step", score.toSteps());
        json.writeEndObject();
    }

    private static void writeTimes(JsonGenerator json, String name, Score.@Nullable Times times) throws IOException {
        if (times == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        writeSeconds(json, "median_seconds", times.median());
        writeSeconds(json, "worst_seconds", times.worst());
        json.writeEndObject();
    }

    private static void writeLabel(JsonGenerator json, LabelScore label) throws IOException {
        json.writeStartObject();
        label.label().writeFields(json);
        json.writeStringField("outcome", label.outcome().tag());
        json.writeStringField("reached_severity", label.reached());
        json.writeNumberField("areas_raised", label.areas());
        writeSeconds(json, "seconds_to_alarm", label.toAlarm());
        writeSeconds(json, "seconds_to_acknowledgement", label.toAcknowledgement());
        json.writeStringField("acknowledged_by", label.acknowledgedBy());
        json.writeArrayFieldStart("seconds_to_steps");
        for (int i = 0; i < label.steps().size(); i++) {
            Duration toStep = label.toStep(i);
            if (toStep == null) {
                json.writeNull();
            } else {
                json.writeNumber(toStep.toMillis() / 1000.0);
            }
        }
        json.writeEndArray();
        DrillAlarm alarm = label.alarm();
        if (alarm == null) {
            json.writeNullField("alarm");
        } else {
            json.writeFieldName("alarm");
            writeAlarm(json, alarm);
        }
        json.writeEndObject();
    }

    private static void writeAlarm(JsonGenerator json, DrillAlarm alarm) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", alarm.id());
        json.writeStringField("rule", alarm.rule());
        json.writeStringField("area", alarm.area());
        json.writeStringField("sector", alarm.sector());
        json.writeStringField("severity", alarm.severity());
        json.writeStringField("opened_at", alarm.openedAt().toString());
        json.writeStringField("message", alarm.message());
        json.writeEndObject();
    }

    private static void writeSeconds(JsonGenerator json, String name, @Nullable Duration duration) throws IOException {
        if (duration == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, duration.toMillis() / 1000.0);
        }
    }
}
