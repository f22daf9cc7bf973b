package io.cityops.dashboard.rules;

import io.cityops.dashboard.access.Person;
import io.cityops.dashboard.screen.CatalogueMessages;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.ProposedRule;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.Text;
import io.cityops.model.version.RuleVersions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rules as a page shows them, cut to what whoever asks may see. */
@Component
final class RuleSheets {
    private static final Logger LOG = LoggerFactory.getLogger(RuleSheets.class);
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Duration COUNTED = Duration.ofDays(7);
    private static final int MOST_DIFFERENCES = 500;

    private final Catalogue catalogue;
    private final RuleWords words;
    private final RuleBook book;
    private final RuleDrafts drafts;

    RuleSheets(Catalogue catalogue, RuleWords words, RuleBook book, RuleDrafts drafts) {
        this.drafts = drafts;
        this.catalogue = catalogue;
        this.words = words;
        this.book = book;
    }

    /** All rules of the active catalogue, and those of which there are proposals only. */
    ObjectNode list(Person asking, Instant now) {
        ObjectNode answer = JSON.objectNode();
        ArrayNode rows = answer.putArray("rules");
        List<RuleVersions.Version> versions = List.of();
        Map<String, Integer> alarms = Map.of();
        try {
            versions = book.versions();
            alarms = book.alarmsSince(now.minus(COUNTED), asking.scope());
        } catch (SQLException | DataAccessException e) {
            refuse(answer, e);
        }
        for (Rule rule : catalogue.rules()) {
            if (asking.scope().hasSectorOf(rule)) {
                ObjectNode row = described(rule).put("active", rule.version());
                row.put("alarms", answer.has("refused") ? null : alarms.getOrDefault(rule.id(), 0));
                ofVersions(row, rule.id(), versions);
                rows.add(row);
            }
        }
        if (RuleDesk.mayChange(asking)) {
            proposedOnly(rows, versions);
        }
        return answer;
    }

    private void proposedOnly(ArrayNode rows, List<RuleVersions.Version> versions) {
        versions.stream()
                .filter(each -> catalogue.rule(each.rule()) == null)
                .filter(each -> !each.state().equals("withdrawn"))
                .map(RuleVersions.Version::rule)
                .distinct()
                .forEach(id -> {
                    Rule proposed = newest(id, versions);
                    ObjectNode row = proposed == null ? JSON.objectNode().put("id", id) : described(proposed);
                    row.putNull("active").put("alarms", 0);
                    ofVersions(row, id, versions);
                    rows.add(row);
                });
    }

    private @Nullable Rule newest(String id, List<RuleVersions.Version> versions) {
        try {
            int newest = versions.stream()
                    .filter(each -> each.rule().equals(id))
                    .mapToInt(RuleVersions.Version::version)
                    .max()
                    .orElse(0);
            return book.content(id, newest)
                    .map(written -> ProposedRule.check(catalogue, written).rule())
                    .orElse(null);
        } catch (SQLException e) {
            LOG.warn("Rule {} could not be read: {}", id, e.getMessage());
            return null;
        }
    }

    private ObjectNode described(Rule rule) {
        ObjectNode node = JSON.objectNode();
        node.put("id", rule.id()).put("sector", rule.sector());
        node.put("kind", rule.kind().name().toLowerCase(Locale.ROOT));
        node.set("name", CatalogueMessages.text(rule.name()));
        node.set("subject", CatalogueMessages.text(words.subject(rule)));
        ArrayNode levels = node.putArray("levels");
        List<Text> said = words.levels(rule);
        for (int i = 0; i < said.size(); i++) {
            levels.addObject()
                    .put("severity", rule.levels().get(i).severity().tag())
                    .set("words", CatalogueMessages.text(said.get(i)));
        }
        node.set("delays", CatalogueMessages.text(words.delays(rule)));
        return node;
    }

    /** What is on its way: the states of versions that are neither active nor over. */
    private static void ofVersions(ObjectNode row, String id, List<RuleVersions.Version> versions) {
        ArrayNode open = row.putArray("open");
        versions.stream()
                .filter(each -> each.rule().equals(id))
                .filter(each -> List.of("draft", "rehearsed", "shadow").contains(each.state()))
                .forEach(each -> open.addObject().put("version", each.version()).put("state", each.state()));
    }

    /** One rule with its versions; nothing but {@code refused} when there is none that they may see. */
    ObjectNode sheet(Person asking, String id) {
        ObjectNode answer = JSON.objectNode();
        Rule active = catalogue.rule(id);
        boolean editor = RuleDesk.mayChange(asking);
        if (active == null ? !editor : !asking.scope().hasSectorOf(active)) {
            return answer.put("refused", "nothing");
        }
        try {
            List<RuleVersions.Version> versions = book.versions().stream()
                    .filter(each -> each.rule().equals(id))
                    .toList();
            Rule shown = active == null ? newest(id, versions) : active;
            if (shown == null && versions.isEmpty()) {
                return answer.put("refused", "nothing");
            }
            if (shown != null) {
                answer.setAll(described(shown));
                answer.set("message", CatalogueMessages.text(shown.message()));
                answer.set("response", CatalogueMessages.text(shown.response()));
                shown.procedure().stream().map(CatalogueMessages::text).forEach(answer.putArray("procedure")::add);
            }
            answer.put("id", id).put("active", active == null ? null : active.version());
            List<RuleBook.Asked> asked = book.rehearsals(id);
            ArrayNode rows = answer.putArray("versions");
            for (RuleVersions.Version version : versions) {
                rows.add(version(version, asked));
            }
        } catch (SQLException | DataAccessException e) {
            refuse(answer, e);
        }
        return answer;
    }

    private static ObjectNode version(RuleVersions.Version version, List<RuleBook.Asked> asked) {
        ObjectNode row = JSON.objectNode()
                .put("version", version.version())
                .put("state", version.state())
                .put("note", version.note())
                .put("proposedBy", version.proposedBy())
                .put("proposedAt", version.proposedAt().toEpochMilli())
                .put("rehearsedBy", version.rehearsedBy())
                .put("rehearsedAt", millis(version.rehearsedAt()))
                .put("perDay", version.alarmsPerDay())
                .put("shadowBy", version.shadowBy())
                .put("shadowAt", millis(version.shadowAt()))
                .put("decidedBy", version.decidedBy())
                .put("decidedAt", millis(version.decidedAt()));
        asked.stream()
                .filter(each -> each.version() == version.version())
                .findFirst()
                .ifPresent(each -> row.set("rehearsal", rehearsal(each)));
        return row;
    }

    /** How a version differs from the active one, in lines. */
    ObjectNode difference(Person asking, String id, int version) {
        ObjectNode answer = JSON.objectNode();
        Rule active = catalogue.rule(id);
        if (!asking.scope().isEverything()) {
            return answer.put("refused", "not-allowed");
        }
        try {
            String proposed = drafts.plain(book.content(id, version).orElse(""), id);
            ArrayNode lines = answer.putArray("lines");
            LineDifference.between(active == null ? "" : drafts.plain(drafts.written(active), id), proposed)
                    .forEach(line -> lines.addObject()
                            .put("mark", String.valueOf(line.mark()))
                            .put("text", line.text()));
        } catch (SQLException e) {
            refuse(answer, e);
        }
        return answer;
    }

    private static ObjectNode rehearsal(RuleBook.Asked asked) {
        return JSON.objectNode()
                .put("id", asked.id())
                .put("state", asked.state())
                .put("from", asked.from().toEpochMilli())
                .put("until", asked.until().toEpochMilli())
                .put("askedBy", asked.askedBy())
                .put("askedAt", asked.askedAt().toEpochMilli())
                .put("startedAt", millis(asked.startedAt()))
                .put("share", asked.share())
                .put("endedAt", millis(asked.endedAt()))
                .put("failure", asked.failure())
                .put("losses", asked.losses());
    }

    /** Reports name places and devices of the whole city. */
    Optional<JsonNode> report(Person asking, String rule, int version) {
        try {
            return asking.scope().isEverything() ? book.report(rule, version).map(MAPPER::readTree) : Optional.empty();
        } catch (DataAccessException e) {
            return Optional.of(refuse(JSON.objectNode(), e));
        }
    }

    ObjectNode differences(Person asking, String rule, int version) {
        ObjectNode answer = JSON.objectNode();
        if (!asking.scope().isEverything()) {
            return answer.put("refused", "not-allowed");
        }
        try {
            List<RuleVersions.Difference> all = book.differences(rule, version);
            for (String by : List.of("both", "shadow", "active")) {
                answer.put(
                        by,
                        all.stream().filter(each -> each.raisedBy().equals(by)).count());
            }
            ArrayNode rows = answer.putArray("rows");
            List<RuleVersions.Difference> differing = new ArrayList<>(
                    all.stream().filter(each -> !each.raisedBy().equals("both")).toList());
            differing.reversed().stream()
                    .limit(MOST_DIFFERENCES)
                    .forEach(each -> rows.addObject()
                            .put("by", each.raisedBy())
                            .put("entity", each.entityId())
                            .put("area", each.area())
                            .put("at", millis(each.shadowAt() == null ? each.activeAt() : each.shadowAt())));
        } catch (SQLException e) {
            refuse(answer, e);
        }
        return answer;
    }

    private static @Nullable Long millis(@Nullable Instant at) {
        return at == null ? null : at.toEpochMilli();
    }

    private static ObjectNode refuse(ObjectNode answer, Exception e) {
        LOG.warn("Rules could not be read: {}", e.getMessage());
        return answer.put("refused", "unavailable");
    }
}
