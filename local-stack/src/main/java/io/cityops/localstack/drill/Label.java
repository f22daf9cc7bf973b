package io.cityops.localstack.drill;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.catalogue.Text;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What a good operator should notice in a drill, at the times at which it is played.
 *
 * @param where area codes
 * @param rule the rule whose alarm is expected; it may be one that the catalogue does not have yet
 * @param severity the worst that the alarm should climb to
 * @param procedure what is to be done, in order
 */
public record Label(
        String id,
        Text what,
        Instant from,
        Instant to,
        List<String> where,
        String sector,
        String rule,
        String severity,
        List<Text> procedure) {
    public Label {
        where = List.copyOf(where);
        procedure = List.copyOf(procedure);
    }

    static List<Label> readAll(String json) {
        return Json.objects(json).stream().map(Label::read).toList();
    }

    private static Label read(Json json) {
        return new Label(
                json.text("id"),
                Words.read(json.part("what")),
                Instant.parse(json.text("from")),
                Instant.parse(json.text("to")),
                json.texts("where"),
                json.text("sector"),
                json.text("rule"),
                json.text("severity"),
                json.list("procedure").stream().map(Words::read).toList());
    }

    static String writeAll(List<Label> labels) {
        return Json.write(false, json -> {
            json.writeStartArray();
            for (Label label : labels) {
                json.writeStartObject();
                label.writeFields(json);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    void writeFields(JsonGenerator json) throws IOException {
        json.writeStringField("id", id);
        json.writeFieldName("what");
        Words.write(json, what);
        json.writeStringField("from", from.toString());
        json.writeStringField("to", to.toString());
        json.writeArrayFieldStart("where");
        for (String area : where) {
            json.writeString(area);
        }
        json.writeEndArray();
        json.writeStringField("sector", sector);
        json.writeStringField("rule", rule);
        json.writeStringField("severity", severity);
        json.writeArrayFieldStart("procedure");
        for (Text step : procedure) {
            Words.write(json, step);
        }
        json.writeEndArray();
    }
}
