package io.cityops.dashboard.rules;

import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Forms as JSON, for browsers. What is missing or of another kind is empty, for the catalogue's reader to find. */
final class RuleFormCodec {
    /** Of each list; more than any rule has. */
    private static final int MOST = 50;

    private RuleFormCodec() {}

    static RuleForm read(JsonNode node) {
        return new RuleForm(
                text(node, "id"),
                text(node, "version"),
                text(node, "sector"),
                text(node, "kind"),
                text(node, "input"),
                text(node, "above"),
                text(node, "change"),
                text(node, "areas"),
                list(node.path("deviceTypes"), each -> each.asString("")),
                words(node.path("name")),
                list(
                        node.path("levels"),
                        each -> new RuleForm.Level(
                                text(each, "severity"),
                                text(each, "set"),
                                text(each, "clear"),
                                words(each.path("name")))),
                list(
                        node.path("schedule"),
                        each -> new RuleForm.Spell(
                                list(each.path("days"), day -> day.asString("")),
                                text(each, "from"),
                                text(each, "to"))),
                text(node, "onDelay"),
                text(node, "offDelay"),
                words(node.path("message")),
                words(node.path("response")),
                list(node.path("procedure"), RuleFormCodec::words),
                text(node, "other"));
    }

    static ObjectNode write(RuleForm form) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("id", form.id()).put("version", form.version()).put("sector", form.sector());
        node.put("kind", form.kind()).put("input", form.input()).put("above", form.above());
        node.put("change", form.change()).put("areas", form.areas());
        form.deviceTypes().forEach(node.putArray("deviceTypes")::add);
        node.set("name", CatalogueMessages.text(form.name()));
        ArrayNode levels = node.putArray("levels");
        form.levels()
                .forEach(level -> levels.addObject()
                        .put("severity", level.severity())
                        .put("set", level.set())
                        .put("clear", level.clear())
                        .set("name", CatalogueMessages.text(level.name())));
        ArrayNode schedule = node.putArray("schedule");
        form.schedule().forEach(spell -> {
            ObjectNode row = schedule.addObject().put("from", spell.from()).put("to", spell.to());
            spell.days().forEach(row.putArray("days")::add);
        });
        node.put("onDelay", form.onDelay()).put("offDelay", form.offDelay());
        node.set("message", CatalogueMessages.text(form.message()));
        node.set("response", CatalogueMessages.text(form.response()));
        form.procedure().stream().map(CatalogueMessages::text).forEach(node.putArray("procedure")::add);
        return node.put("other", form.other());
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asString("");
    }

    private static Text words(JsonNode node) {
        return new Text(text(node, "vi"), text(node, "en"));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> each) {
        List<T> all = new ArrayList<>();
        for (JsonNode node : array) {
            if (all.size() < MOST) {
                all.add(each.apply(node));
            }
        }
        return all;
    }
}
