package io.cityops.simulators.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.telemetry.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;

/** What makers call our measures, and JSON. */
final class Words {
    /** Device types that are built as small sensors. */
    static final Set<String> SENSORS =
            Set.of("air-station", "river-gauge", "flood-sensor", "rain-gauge", "noise-meter");

    /** As payload formatters of LoRaWAN sensors and SenML packs have them; others keep the measure's name. */
    private static final Map<String, String> SENSOR_FIELDS = Map.of(
            "temperature_c", "temperature",
            "humidity_pct", "humidity",
            "pm25_ugm3", "pm25",
            "pm10_ugm3", "pm10",
            "rain_mm", "rain",
            "laeq_dba", "noise");

    private static final JsonFactory JSON = new JsonFactory();

    private Words() {}

    static String sensorField(String measure) {
        return SENSOR_FIELDS.getOrDefault(measure, measure);
    }

    static double value(Observation observation, String measure, double without) {
        for (int i = 0; i < observation.measures().length; i++) {
            if (observation.measures()[i].equals(measure)) {
                return observation.values()[i];
            }
        }
        return without;
    }

    interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    static byte[] json(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(300);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }
}
