package io.cityops.dashboard.rules;

import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Route;
import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.live.CitySnapshot;
import io.cityops.dashboard.page.PageServices;
import io.cityops.dashboard.page.PageView;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.Text;
import jakarta.annotation.security.RolesAllowed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code /rules}: what raises alarms. Everybody with a desk sees the rules of their sectors; engineers of the whole city propose
 * versions, have them rehearsed, and take them on to where they are active.
 */
@Route("rules")
@RolesAllowed({"ADMINISTRATOR", "ENGINEER", "OPERATOR", "LEADER"})
final class RulesView extends PageView {
    private static final Pattern PROBLEM =
            Pattern.compile("rules\\.yaml(?::(\\d+))?:? ?(?:([a-z_]*): )?(.*)", Pattern.DOTALL);

    private final RuleSheets sheets;
    private final RuleDrafts drafts;
    private final RuleDesk desk;
    private final Catalogue catalogue;

    RulesView(PageServices services, RuleSheets sheets, RuleDrafts drafts, RuleDesk desk, Catalogue catalogue) {
        super(services, "rules");
        this.sheets = sheets;
        this.drafts = drafts;
        this.desk = desk;
        this.catalogue = catalogue;
    }

    @Override
    protected boolean isFor(Person asking, BeforeEnterEvent event) {
        return asking.role().hasDesk();
    }

    @Override
    protected ObjectNode content(Person asking, CitySnapshot snapshot) {
        ObjectNode content = JSON.objectNode().put("mayChange", RuleDesk.mayChange(asking));
        ArrayNode measures = content.putArray("measures");
        catalogue.measures().forEach(measure -> {
            ObjectNode node = measures.addObject().put("id", measure.id());
            node.set("unit", CatalogueMessages.text(measure.unit()));
            node.set("name", CatalogueMessages.text(measure.name()));
        });
        ArrayNode types = content.putArray("types");
        catalogue.deviceTypes().forEach(type -> {
            ObjectNode node = types.addObject().put("id", type.id());
            node.set("name", CatalogueMessages.text(type.name()));
            type.measures().keySet().forEach(node.putArray("measures")::add);
        });
        return content;
    }

    @Override
    protected Optional<JsonNode> answer(Person asking, String question, JsonNode about) {
        if (!asking.role().hasDesk()) {
            return Optional.empty();
        }
        String rule = about.path("rule").asString("");
        int version = about.path("version").asInt(0);
        return switch (question) {
            case "rules" -> Optional.of(sheets.list(asking, services().hub().now()));
            case "rule" -> Optional.of(sheets.sheet(asking, rule));
            case "report" -> sheets.report(asking, rule, version);
            case "difference" -> Optional.of(sheets.difference(asking, rule, version));
            case "differences" -> Optional.of(sheets.differences(asking, rule, version));
            default -> RuleDesk.mayChange(asking) ? changed(asking, question, about, rule, version) : Optional.empty();
        };
    }

    private Optional<JsonNode> changed(Person asking, String question, JsonNode about, String rule, int version) {
        return switch (question) {
            case "form" ->
                Optional.of(drafts.begin(rule, version, about.path("copy").asBoolean(false)));
            case "formOf" -> Optional.of(form(about.path("text").asString("")));
            case "check" -> Optional.of(checked(about));
            case "propose" -> Optional.of(proposed(asking, about));
            case "rehearse" ->
                Optional.of(told(desk.rehearse(
                        asking,
                        rule,
                        version,
                        Duration.ofMinutes(about.path("minutes").asLong(0)))));
            case "cancel" ->
                Optional.of(told(desk.cancel(asking, about.path("id").asLong(0))));
            case "shadow" -> Optional.of(told(desk.shadow(asking, rule, version)));
            case "promote" -> Optional.of(told(desk.promote(asking, rule, version)));
            case "withdraw" -> Optional.of(told(desk.withdraw(asking, rule, version)));
            default -> Optional.empty();
        };
    }

    private ObjectNode form(String text) {
        ObjectNode node = JSON.objectNode();
        drafts.formOf(text).ifPresent(form -> node.set("form", RuleFormCodec.write(form)));
        return node;
    }

    private ObjectNode checked(JsonNode about) {
        String written = written(about);
        ObjectNode node = JSON.objectNode().put("written", written);
        node.set("problems", problems(about, desk.problems(written)));
        return node;
    }

    private ObjectNode proposed(Person asking, JsonNode about) {
        RuleDesk.Proposed done = desk.propose(
                asking, written(about), about.path("note").asString("").strip());
        ObjectNode node = JSON.objectNode()
                .put("result", done.result())
                .put("rule", done.rule())
                .put("version", done.version());
        node.set("problems", problems(about, done.problems()));
        return node;
    }

    private static String written(JsonNode about) {
        return about.has("form")
                ? RuleFormCodec.read(about.path("form")).written()
                : about.path("text").asString("");
    }

    /** Each with its place: the line of the text, and the field of the form. */
    private static ArrayNode problems(JsonNode about, List<String> problems) {
        ArrayNode rows = JSON.arrayNode();
        for (String problem : problems) {
            Matcher parts = PROBLEM.matcher(problem);
            boolean known = parts.matches();
            int line = known && parts.group(1) != null ? Integer.parseInt(parts.group(1)) : 0;
            String key = known && parts.group(2) != null ? parts.group(2) : "";
            String field = about.has("form")
                    ? line == 0 ? key : RuleFormCodec.read(about.path("form")).fieldAt(line, key)
                    : "";
            rows.addObject()
                    .put("line", line)
                    .put("key", key)
                    .put("field", field)
                    .put("what", known ? parts.group(3) : problem);
        }
        return rows;
    }

    private static ObjectNode told(RuleDesk.Done done) {
        return JSON.objectNode().put("result", done.result()).put("detail", done.detail());
    }

    @Override
    protected Text title() {
        return new Text("Quy tắc cảnh báo", "Alarm rules");
    }
}
