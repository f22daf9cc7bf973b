package io.cityops.gateway.formats;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamReadException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import io.cityops.model.telemetry.RejectReason;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads JSON into a {@link Tree}, within limits of depth and size. */
final class JsonTree {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Tree.MAX_DEPTH)
                    .maxNumberLength(100)
                    .build())
            .build();

    private int scalars;

    private JsonTree() {}

    static Object read(byte[] payload) throws Unreadable {
        try (JsonParser json = JSON.createParser(payload)) {
            return document(json);
        } catch (StreamReadException e) {
            throw Unreadable.malformed("not JSON: " + clip(e.getOriginalMessage()));
        } catch (IOException e) {
            throw Unreadable.malformed("not readable as UTF-8 JSON: " + clip(e.getMessage()));
        }
    }

    static Object read(String text) throws Unreadable {
        try (JsonParser json = JSON.createParser(text)) {
            return document(json);
        } catch (IOException e) {
            throw Unreadable.malformed("a text that should hold JSON does not: " + clip(e.getMessage()));
        }
    }

    private static Object document(JsonParser json) throws IOException, Unreadable {
        Object tree = new JsonTree().value(json, json.nextToken());
        if (json.nextToken() != null) {
            throw Unreadable.malformed("something follows the end of the JSON");
        }
        if (tree == null) {
            throw Unreadable.malformed("an object or an array is expected");
        }
        return tree;
    }

    private @Nullable Object value(JsonParser json, @Nullable JsonToken token) throws IOException, Unreadable {
        if (token == null) {
            throw Unreadable.malformed("the payload is empty or ends too early");
        }
        switch (token) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> map = Tree.newMap();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String key = json.currentName();
                    map.put(key, value(json, json.nextToken()));
                }
                return map;
            }
            case START_ARRAY -> {
                List<@Nullable Object> list = new ArrayList<>();
                for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
                    list.add(value(json, next));
                }
                return list;
            }
            default -> {
                if (++scalars > Tree.MAX_SCALARS) {
                    throw new Unreadable(RejectReason.TOO_MANY, "over " + Tree.MAX_SCALARS + " values in one message");
                }
                return scalar(json, token);
            }
        }
    }

    private static @Nullable Object scalar(JsonParser json, JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE -> Boolean.TRUE;
            case VALUE_FALSE -> Boolean.FALSE;
            case VALUE_NUMBER_INT ->
                json.getNumberType() == JsonParser.NumberType.BIG_INTEGER
                        ? (Object) json.getDoubleValue()
                        : (Object) json.getLongValue();
            case VALUE_NUMBER_FLOAT -> json.getDoubleValue();
            default -> null;
        };
    }

    private static String clip(@Nullable String text) {
        return text == null ? "" : text.length() <= 200 ? text : text.substring(0, 200) + "…";
    }
}
