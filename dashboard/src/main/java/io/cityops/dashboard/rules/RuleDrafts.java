package io.cityops.dashboard.rules;

import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.ProposedRule;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.RuleText;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What an editor of a rule begins with. */
@Component
final class RuleDrafts {
    private static final Logger LOG = LoggerFactory.getLogger(RuleDrafts.class);
    private static final String NEW_RULE = "rules:\n  - id: \n";

    private final Catalogue catalogue;
    private final RuleBook book;

    RuleDrafts(Catalogue catalogue, RuleBook book) {
        this.catalogue = catalogue;
        this.book = book;
    }

    /** The active rule as it is written in the catalogue; empty: there is none. */
    String written(@Nullable Rule active) {
        String rules = catalogue.text().files().getOrDefault(RuleText.RULES, "");
        String written = active == null ? null : RuleText.writtenOf(rules, active.id());
        return written == null ? "" : written;
    }

    /**
     * The text of another version, and the form of it where there is one.
     *
     * @param version whose text it is; 0: the active one's
     * @param copy whether it becomes a rule of another id
     */
    ObjectNode begin(String id, int version, boolean copy) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        try {
            Rule active = catalogue.rule(id);
            String from =
                    version == 0 ? written(active) : book.content(id, version).orElse("");
            String own = from.isEmpty() ? null : RuleText.writtenOf(from, id);
            int next = copy || id.isEmpty() ? 1 : next(id, active);
            String written = withVersion(own == null ? NEW_RULE : own, next);
            answer.put("text", copy ? withoutId(written) : written);
            formOf(written).ifPresent(form -> answer.set("form", RuleFormCodec.write(copy ? form.withId("") : form)));
        } catch (SQLException e) {
            LOG.warn("Rule {} could not be read: {}", id, e.getMessage());
            answer.put("refused", "unavailable");
        }
        return answer;
    }

    /** Empty: the text has mistakes that keep it from being read, or is of a kind that the form does not cover. */
    Optional<RuleForm> formOf(String text) {
        Rule rule = ProposedRule.check(catalogue, text).rule();
        String own = rule == null ? null : RuleText.writtenOf(text, rule.id());
        return rule == null || own == null ? Optional.empty() : RuleForm.of(rule, own, rule.version());
    }

    /** As the form writes it where there is one, so that texts differ where rules do; else as it is written. */
    String plain(String text, String id) {
        String own = text.isEmpty() ? null : RuleText.writtenOf(text, id);
        return formOf(text).map(RuleForm::written).orElse(own == null ? text : own);
    }

    private int next(String id, @Nullable Rule active) throws SQLException {
        int proposed = book.versions().stream()
                .filter(each -> each.rule().equals(id))
                .mapToInt(version -> version.version())
                .max()
                .orElse(0);
        return Math.max(proposed, active == null ? 0 : active.version()) + 1;
    }

    /** The version's line made anew, or put in after the id's. */
    static String withVersion(String written, int version) {
        String line = "\n    version: " + version;
        return written.contains("\n    version:")
                ? written.replaceFirst("\n {4}version:[^\n]*", line)
                : written.replaceFirst("(?m)^( {2}- id:[^\n]*)$", "$1" + line);
    }

    private static String withoutId(String written) {
        return written.replaceFirst("(?m)^ {2}- id:[^\n]*$", "  - id:");
    }
}
