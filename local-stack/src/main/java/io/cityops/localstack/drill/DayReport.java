package io.cityops.localstack.drill;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A scripted day's score as text, and as JSON. */
public final class DayReport {
    private static final String ROW = "%-36s %-8s %-26s %8s %8s  %s%n";

    private final String name;
    private final DayScore score;

    DayReport(String name, DayScore score) {
        this.name = name;
        this.score = score;
    }

    /** Labels that were noticed within a minute of their time. */
    public long caughtInTime() {
        return score.inTime();
    }

    public int labels() {
        return score.labels().size();
    }

    /** Calls that nothing in the city explains. */
    public int falseAlarms() {
        return score.falseCalls().size();
    }

    /** Calls an hour of the desk that had most of them. */
    public double heaviestDeskPerHour() {
        return score.perHour().values().stream()
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(0);
    }

    /** The most calls of one device or area within a minute. */
    public int worstMinute() {
        return score.worstMinute();
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        text.append(String.format(Locale.ROOT, ROW, "LABEL", "FROM", "CAUGHT BY", "AFTER s", "NAMED s", ""));
        for (DayScore.Caught each : score.labels()) {
            text.append(String.format(
                    Locale.ROOT,
                    ROW,
                    each.label().id(),
                    DrillReport.time(each.label().from()),
                    Objects.requireNonNullElse(each.rule(), "-"),
                    seconds(each.after()),
                    seconds(each.named()),
                    each.isInTime() ? "" : each.rule() == null ? "missed" : "late"));
        }
        text.append(String.format(
                Locale.ROOT,
                "%n%s: %d of %d labels caught within %d s%n",
                name,
                score.inTime(),
                score.labels().size(),
                DayScore.IN_TIME.toSeconds()));
        text.append(String.format(
                Locale.ROOT,
                "calls: %d of what the script tells, %d of what happened by chance, %d false%n",
                score.callsOfLabels(),
                score.callsByChance(),
                score.falseCalls().size()));
        text.append(String.format(
                Locale.ROOT,
                "silent devices: %d alarms, of which %d stood long enough to call%n",
                score.silences(),
                score.silenceCalls()));
        text.append("calls an hour by desk, silent devices included:");
        for (Map.Entry<String, Double> desk : score.perHour().entrySet()) {
            text.append(String.format(Locale.ROOT, " %s %.2f", desk.getKey(), desk.getValue()));
        }
        text.append(String.format(
                Locale.ROOT, "%nworst minute of one source: %d (%s)%n", score.worstMinute(), score.worstSource()));
        for (DayScore.Call call : score.falseCalls()) {
            text.append(String.format(
                    Locale.ROOT,
                    "  false: %s %s %s in %s: %s%n",
                    DrillReport.time(call.at()),
                    call.alarm().severity(),
                    call.alarm().rule(),
                    call.alarm().entity(),
                    call.alarm().message()));
        }
        return text.toString();
    }

    private static String seconds(@Nullable Duration duration) {
        return duration == null ? "-" : Long.toString(duration.toSeconds());
    }

    public String json() {
        return Json.write(true, json -> {
            json.writeStartObject();
            json.writeStringField("scenario", name);
            json.writeNumberField("labels", score.labels().size());
            json.writeNumberField("caught_within_60_s", score.inTime());
            json.writeNumberField("calls_of_labels", score.callsOfLabels());
            json.writeNumberField("calls_by_chance", score.callsByChance());
            json.writeNumberField("false_alarms", score.falseCalls().size());
            json.writeNumberField("silences", score.silences());
            json.writeNumberField("silence_calls", score.silenceCalls());
            json.writeNumberField("worst_minute", score.worstMinute());
            json.writeObjectFieldStart("per_hour");
            for (Map.Entry<String, Double> desk : score.perHour().entrySet()) {
                json.writeNumberField(desk.getKey(), desk.getValue());
            }
            json.writeEndObject();
            json.writeArrayFieldStart("caught");
            for (DayScore.Caught each : score.labels()) {
                write(json, each);
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    private static void write(JsonGenerator json, DayScore.Caught caught) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", caught.label().id());
        json.writeStringField("rule", caught.rule());
        writeSeconds(json, "seconds", caught.after());
        writeSeconds(json, "seconds_of_named_rule", caught.named());
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
