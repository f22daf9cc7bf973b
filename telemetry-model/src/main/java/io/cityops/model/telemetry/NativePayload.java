package io.cityops.model.telemetry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.cityops.model.catalogue.DeviceType;
import io.cityops.model.catalogue.Measure;
import io.cityops.model.catalogue.NearName;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the native payload: <code>{"ts": ..., "seq": ..., "values": {"measure": number}}</code>, or an array of up to
 * {@value #MAX_OBSERVATIONS} of these. Checks it against what the device's type may measure. Other keys beside these
 * three are passed over, so that a device may send more than is asked of it. Not thread-safe: one instance a message.
 */
public final class NativePayload {
    public static final int MAX_BYTES = 64 * 1024;
    public static final int MAX_OBSERVATIONS = 100;

    /** How far a device's clock may run ahead of the gateway's. */
    public static final Duration MAX_AHEAD = Duration.ofMinutes(5);

    /** How old a reading may be when it arrives. */
    public static final Duration MAX_AGE = Duration.ofDays(7);

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS) // to refuse NaN as not-a-number, not as malformed
            .build();

    private final DeviceType type;
    private final long receivedAtMillis;
    private final List<Observation> accepted = new ArrayList<>(1);
    private final List<Refusal> refused = new ArrayList<>(0);

    private NativePayload(DeviceType type, long receivedAtMillis) {
        this.type = type;
        this.receivedAtMillis = receivedAtMillis;
    }

    /** @param accepted what is good; @param refused what is not, each for one reason */
    public record Result(List<Observation> accepted, List<Refusal> refused) {}

    /** @param detail for a person: which key or value, and the limit */
    public record Refusal(RejectReason reason, String detail) {}

    /** Never throws for what a device may have sent. */
    public static Result parse(byte[] payload, DeviceType type, long receivedAtMillis) {
        if (payload.length > MAX_BYTES) {
            return refuseAll(RejectReason.TOO_LARGE, payload.length + " bytes, allowed are " + MAX_BYTES);
        }
        NativePayload reading = new NativePayload(type, receivedAtMillis);
        try (JsonParser json = JSON.createParser(payload)) {
            reading.message(json);
        } catch (TooMany e) {
            return refuseAll(RejectReason.TOO_MANY, "over " + MAX_OBSERVATIONS + " observations in one message");
        } catch (StreamReadException e) {
            return refuseAll(RejectReason.MALFORMED, "not JSON: " + clip(e.getOriginalMessage(), 200));
        } catch (IOException e) {
            return refuseAll(RejectReason.MALFORMED, "not readable as UTF-8 JSON: " + clip(e.getMessage(), 200));
        }
        return new Result(reading.accepted, reading.refused);
    }

    private void message(JsonParser json) throws IOException {
        JsonToken first = json.nextToken();
        if (first == JsonToken.START_OBJECT) {
            observation(json);
        } else if (first == JsonToken.START_ARRAY) {
            array(json);
        } else {
            refuse(RejectReason.MALFORMED, "an object or an array of objects is expected");
            return;
        }
        if (json.nextToken() != null) {
            accepted.clear();
            refused.clear();
            refuse(RejectReason.MALFORMED, "something follows the end of the JSON");
        }
    }

    private void array(JsonParser json) throws IOException {
        int count = 0;
        for (JsonToken token = json.nextToken(); token != JsonToken.END_ARRAY; token = json.nextToken()) {
            if (++count > MAX_OBSERVATIONS) {
                throw new TooMany();
            }
            if (token == JsonToken.START_OBJECT) {
                observation(json);
            } else {
                json.skipChildren();
                refuse(RejectReason.MALFORMED, "entry " + count + " is not an object");
            }
        }
        if (count == 0) {
            refuse(RejectReason.MALFORMED, "an empty array");
        }
    }

    private void observation(JsonParser json) throws IOException {
        Draft draft = new Draft();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            switch (key) {
                case "ts" -> timestamp(json, value, draft);
                case "seq" -> sequence(json, value, draft);
                case "values" -> values(json, value, draft);
                default -> json.skipChildren();
            }
        }
        finish(draft);
    }

    private static void timestamp(JsonParser json, JsonToken value, Draft draft) throws IOException {
        if (value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER) {
            draft.observedAtMillis = json.getLongValue();
            draft.timed = true;
        } else if (value == JsonToken.VALUE_STRING) {
            try {
                draft.observedAtMillis =
                        OffsetDateTime.parse(json.getText()).toInstant().toEpochMilli();
                draft.timed = true;
            } catch (DateTimeException | ArithmeticException e) {
                draft.fault = "ts '" + clip(json.getText(), 40) + "' is not ISO 8601 with an offset";
            }
        } else {
            json.skipChildren();
            draft.fault = "ts must be ISO 8601 with an offset, or whole epoch milliseconds";
        }
    }

    private static void sequence(JsonParser json, JsonToken value, Draft draft) throws IOException {
        boolean whole =
                value == JsonToken.VALUE_NUMBER_INT && json.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
        if (whole && json.getLongValue() >= 0) {
            draft.seq = json.getLongValue();
        } else {
            json.skipChildren();
            draft.fault = "seq must be a whole number, 0 or greater";
        }
    }

    private void values(JsonParser json, JsonToken value, Draft draft) throws IOException {
        if (value != JsonToken.START_OBJECT) {
            json.skipChildren();
            draft.fault = "values must be an object";
            return;
        }
        draft.hasValues = true;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            JsonToken token = json.nextToken();
            Measure measure = type.measure(name);
            if (measure == null) {
                json.skipChildren();
                draft.refusals.add(new Refusal(
                        RejectReason.UNKNOWN_MEASURE,
                        clip(name, 64) + " is not measured by type " + type.id()
                                + NearName.hint(clip(name, 64), type.measures().keySet())));
            } else {
                value(json, token, measure, draft);
            }
        }
    }

    private static void value(JsonParser json, JsonToken token, Measure measure, Draft draft) throws IOException {
        double number;
        switch (token) {
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number = json.getDoubleValue();
            case VALUE_TRUE -> number = 1;
            case VALUE_FALSE -> number = 0;
            default -> {
                json.skipChildren();
                number = Double.NaN;
            }
        }
        if (!Double.isFinite(number)) {
            draft.refusals.add(
                    new Refusal(RejectReason.NOT_A_NUMBER, measure.id() + " is neither a finite number nor a boolean"));
        } else if (!measure.accepts(number)) {
            draft.refusals.add(new Refusal(
                    RejectReason.OUT_OF_RANGE,
                    "%s = %s, allowed is %s to %s %s"
                            .formatted(
                                    measure.id(),
                                    number,
                                    measure.min(),
                                    measure.max(),
                                    measure.unit().vi())));
        } else {
            draft.add(measure.id(), number);
        }
    }

    private void finish(Draft draft) {
        String fault = draft.fault != null ? draft.fault : draft.hasValues ? null : "values is missing";
        if (fault != null) {
            refuse(RejectReason.MALFORMED, fault);
            return;
        }
        long observedAt = draft.timed ? draft.observedAtMillis : receivedAtMillis;
        if (observedAt > receivedAtMillis + MAX_AHEAD.toMillis()) {
            refuse(
                    RejectReason.FUTURE_TIMESTAMP,
                    "ts is " + (observedAt - receivedAtMillis) / 1000 + " s ahead of the gateway, allowed are "
                            + MAX_AHEAD.toSeconds() + " s");
            return;
        }
        if (observedAt < receivedAtMillis - MAX_AGE.toMillis()) {
            refuse(
                    RejectReason.TOO_OLD,
                    "ts is " + (receivedAtMillis - observedAt) / 3_600_000 + " h old, allowed are " + MAX_AGE.toHours()
                            + " h");
            return;
        }
        refused.addAll(draft.refusals);
        if (draft.count == 0) {
            if (draft.refusals.isEmpty()) {
                refuse(RejectReason.MALFORMED, "values is empty");
            }
            return;
        }
        int quality = (draft.timed ? 0 : Quality.GATEWAY_TIME) | (draft.refusals.isEmpty() ? 0 : Quality.PARTIAL);
        accepted.add(new Observation(
                observedAt,
                draft.seq,
                quality,
                Arrays.copyOf(draft.names, draft.count),
                Arrays.copyOf(draft.numbers, draft.count)));
    }

    private void refuse(RejectReason reason, String detail) {
        refused.add(new Refusal(reason, detail));
    }

    private static Result refuseAll(RejectReason reason, String detail) {
        return new Result(List.of(), List.of(new Refusal(reason, detail)));
    }

    private static String clip(@Nullable String text, int length) {
        if (text == null) {
            return "";
        }
        return text.length() <= length ? text : text.substring(0, length) + "…";
    }

    /** An observation while it is read. */
    private static final class Draft {
        private boolean timed;
        private boolean hasValues;
        private long observedAtMillis;
        private long seq = Observation.NO_SEQ;
        private @Nullable String fault;
        private int count;
        private String[] names = new String[8];
        private double[] numbers = new double[8];
        private final List<Refusal> refusals = new ArrayList<>(0);

        private void add(String name, double number) {
            if (count == names.length) {
                names = Arrays.copyOf(names, 2 * count);
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            names[count] = name;
            numbers[count++] = number;
        }
    }

    /** Ends the reading of an array that is too long; private, so never seen outside. */
    private static final class TooMany extends IOException {
        @Override
        public Throwable fillInStackTrace() {
            return this;
        }
    }
}
