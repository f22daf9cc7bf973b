package io.cityops.simulators.dialect;

import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.telemetry.Observation;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;

/** RFC 8428: a pack of records under a base name and a base time, in JSON or in CBOR. */
final class SenMlWriting implements Dialect.Writing {
    private static final Map<String, String> UNITS = Map.of(
            "temperature_c", "Cel",
            "humidity_pct", "%RH",
            "laeq_dba", "dB",
            "water_level_m", "m",
            "flood_depth_m", "m",
            "rain_mm", "mm",
            "pm25_ugm3", "ug/m3",
            "pm10_ugm3", "ug/m3");

    private static final int BASE_NAME = -2;
    private static final int BASE_TIME = -3;
    private static final int NAME = 0;
    private static final int UNIT = 1;
    private static final int VALUE = 2;

    private final boolean cbor;

    SenMlWriting(boolean cbor) {
        this.cbor = cbor;
    }

    @Override
    public Dialect.Letter write(Report report) {
        String base = report.name() + ":";
        return cbor
                ? new Dialect.Letter("senml-cbor/" + report.name(), cbor(base, report.observation()))
                : new Dialect.Letter("senml/" + report.name(), json(base, report.observation()));
    }

    private static byte[] json(String base, Observation observation) {
        return Words.json(json -> {
            json.writeStartArray();
            for (int i = 0; i < observation.measures().length; i++) {
                json.writeStartObject();
                if (i == 0) {
                    json.writeStringField("bn", base);
                    seconds(json, observation.observedAtMillis());
                }
                String measure = observation.measures()[i];
                json.writeStringField("n", Words.sensorField(measure));
                if (UNITS.containsKey(measure)) {
                    json.writeStringField("u", UNITS.get(measure));
                }
                Words.number(json, "v", observation.values()[i]);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** To the millisecond, without the noise of binary fractions. */
    private static void seconds(JsonGenerator json, long millis) throws IOException {
        json.writeFieldName("bt");
        json.writeNumber(BigDecimal.valueOf(millis, 3));
    }

    private static byte[] cbor(String base, Observation observation) {
        Cbor cbor = new Cbor();
        cbor.array(observation.measures().length);
        for (int i = 0; i < observation.measures().length; i++) {
            String measure = observation.measures()[i];
            String unit = UNITS.get(measure);
            cbor.map((i == 0 ? 2 : 0) + (unit == null ? 2 : 3));
            if (i == 0) {
                cbor.integer(BASE_NAME).text(base);
                cbor.integer(BASE_TIME).number(observation.observedAtMillis() / 1000.0);
            }
            cbor.integer(NAME).text(Words.sensorField(measure));
            if (unit != null) {
                cbor.integer(UNIT).text(unit);
            }
            cbor.integer(VALUE).number(observation.values()[i]);
        }
        return cbor.bytes();
    }
}
