package io.cityops.dashboard.layout;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Layouts as JSON, for browsers and in the database. What is missing or of another kind is empty, for {@link LayoutCheck} to find. */
public final class LayoutCodec {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private LayoutCodec() {}

    public static Layout read(JsonNode node) {
        return new Layout(
                node.path("name").asString("").strip(),
                node.path("ground").asString(""),
                Duration.ofSeconds(node.path("dwell").asInt(0)),
                pages(node.path("pages")),
                node.path("revision").asInt(0));
    }

    public static ObjectNode write(Layout layout) {
        ObjectNode node = JSON.objectNode()
                .put("name", layout.name())
                .put("ground", layout.ground())
                .put("dwell", layout.dwell().toSeconds())
                .put("revision", layout.revision());
        node.set("pages", pages(layout.pages()));
        return node;
    }

    static List<Layout.Page> readPages(String json) {
        return pages(MAPPER.readTree(json));
    }

    static String writePages(List<Layout.Page> pages) {
        return pages(pages).toString();
    }

    private static List<Layout.Page> pages(JsonNode array) {
        List<Layout.Page> pages = new ArrayList<>();
        array.forEach(page -> pages.add(new Layout.Page(
                texts(page.path("tiles")),
                texts(page.path("areas")),
                page.path("mapped").asString(""),
                page.path("view").asString(""))));
        return pages;
    }

    private static ArrayNode pages(List<Layout.Page> pages) {
        ArrayNode array = JSON.arrayNode();
        for (Layout.Page page : pages) {
            ObjectNode node = array.addObject();
            page.tiles().forEach(node.putArray("tiles")::add);
            page.areas().forEach(node.putArray("areas")::add);
            node.put("mapped", page.mapped()).put("view", page.view());
        }
        return array;
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(each -> texts.add(each.asString("")));
        return texts;
    }
}
