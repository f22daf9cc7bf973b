package io.cityops.localstack.drill;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.catalogue.Text;
import java.io.IOException;

/** A text in both languages as JSON. */
final class Words {
    private Words() {}

    static Text read(Json json) {
        return new Text(json.text("vi"), json.text("en"));
    }

    static void write(JsonGenerator json, Text text) throws IOException {
        json.writeStartObject();
        json.writeStringField("vi", text.vi());
        json.writeStringField("en", text.en());
        json.writeEndObject();
    }
}
