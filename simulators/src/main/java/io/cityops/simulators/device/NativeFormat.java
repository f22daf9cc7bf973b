package io.cityops.simulators.device;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cityops.model.telemetry.Observation;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Writes the native payload: one observation as an object, several as an array. */
public final class NativeFormat {
    /** The contract's limit for one array. */
    public static final int MOST_OBSERVATIONS = 100;

    private static final JsonFactory JSON = new JsonFactory();

    private NativeFormat() {}

    public static byte[] write(Observation observation) {
        return written(json -> writeOne(json, observation));
    }

    /** @throws IllegalArgumentException for more than {@link #MOST_OBSERVATIONS} */
    public static byte[] write(List<Observation> observations) {
        if (observations.size() > MOST_OBSERVATIONS) {
            throw new IllegalArgumentException(observations.size() + " observations, at most " + MOST_OBSERVATIONS);
        }
        return written(json -> {
            json.writeStartArray();
            for (Observation observation : observations) {
                writeOne(json, observation);
            }
            json.writeEndArray();
        });
    }

    private static void writeOne(JsonGenerator json, Observation observation) throws IOException {
        json.writeStartObject();
        json.writeNumberField("ts", observation.observedAtMillis());
        if (observation.seq() != Observation.NO_SEQ) {
            json.writeNumberField("seq", observation.seq());
        }
        json.writeObjectFieldStart("values");
        for (int i = 0; i < observation.measures().length; i++) {
            json.writeFieldName(observation.measures()[i]);
            writeValue(json, observation.values()[i]);
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private static void writeValue(JsonGenerator json, double value) throws IOException {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            json.writeNumber((long) value);
        } else {
            json.writeNumber(value);
        }
    }

    private interface Body {
        void writeTo(JsonGenerator json) throws IOException;
    }

    private static byte[] written(Body body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(160);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            body.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
