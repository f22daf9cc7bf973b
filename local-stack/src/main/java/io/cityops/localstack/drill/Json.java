package io.cityops.localstack.drill;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An object of a JSON text that we wrote ourselves. What is missing from it is our own fault, not the operator's. */
record Json(Map<String, Object> fields) {
    private static final JsonFactory JSON = new JsonFactory();

    /** What is written into an open generator. */
    interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    static Json object(String text) {
        return (Json) tree(text);
    }

    static List<Json> objects(String text) {
        return objectsOf(tree(text));
    }

    String text(String name) {
        return (String) required(name);
    }

    double number(String name) {
        return ((Number) required(name)).doubleValue();
    }

    Json part(String name) {
        return (Json) required(name);
    }

    List<Json> list(String name) {
        return objectsOf(required(name));
    }

    List<String> texts(String name) {
        return ((List<?>) required(name)).stream().map(each -> (String) each).toList();
    }

    private Object required(String name) {
        return Objects.requireNonNull(fields.get(name), name);
    }

    private static List<Json> objectsOf(Object list) {
        return ((List<?>) list).stream().map(each -> (Json) each).toList();
    }

    static String write(boolean forReading, Writing content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            if (forReading) {
                json.useDefaultPrettyPrinter();
            }
            content.to(json);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return text.toString();
    }

    private static Object tree(String text) {
        try (JsonParser parser = JSON.createParser(text)) {
            return Objects.requireNonNull(value(parser, parser.nextToken()));
        } catch (IOException e) {
            throw new IllegalStateException("this is not the JSON that was to be expected: " + text, e);
        }
    }

    private static @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
        return switch (token) {
            case START_OBJECT -> {
                Map<String, Object> fields = new LinkedHashMap<>();
                for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
                    Object field = value(parser, parser.nextToken());
                    if (field != null) {
                        fields.put(name, field);
                    }
                }
                yield new Json(fields);
            }
            case START_ARRAY -> {
                List<@Nullable Object> elements = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    elements.add(value(parser, next));
                }
                yield elements;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> parser.getText();
        };
    }
}
