package io.cityops.model.catalogue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule as somebody proposes it for a city: a file such as {@code rules.yaml} with this one, read by the catalogue's own reader.
 *
 * @param rule null where it could not be read
 * @param problems empty: it may be proposed; else each with file, line, key and remedy, the file being called {@code rules.yaml}
 */
public record ProposedRule(@Nullable Rule rule, List<String> problems) {
    /** In characters; a rule of the reference city has about a thousand. */
    public static final int LONGEST = 64_000;

    public ProposedRule {
        problems = List.copyOf(problems);
    }

    public static ProposedRule check(Catalogue city, String written) {
        if (written.length() > LONGEST) {
            return refused(List.of("%s: has %d characters, more than %d; make it shorter"
                    .formatted(RuleText.RULES, written.length(), LONGEST)));
        }
        List<Rule> rules;
        try {
            Map<String, String> files = new HashMap<>(city.text().files());
            files.put(RuleText.RULES, written);
            files.remove(CatalogueText.SHADOWS);
            rules = List.copyOf(CatalogueText.of(files).compile().rules());
        } catch (CatalogueException e) {
            return refused(e.problems());
        }
        if (rules.size() != 1) {
            return refused(List.of(
                    rules.isEmpty()
                            ? RuleText.RULES + ": has no rule; add one as the list 'rules' has them"
                            : "%s: has %d rules; propose each in a file of its own"
                                    .formatted(RuleText.RULES, rules.size())));
        }
        Rule rule = rules.getFirst();
        List<String> problems = new ArrayList<>();
        Rule active = city.rule(rule.id());
        if (active != null && rule.version() <= active.version()) {
            problems.add("%s: version %d is not higher than the active one's, %d; write version: %d"
                    .formatted(RuleText.RULES, rule.version(), active.version(), active.version() + 1));
        }
        if (problems.isEmpty()) {
            problems.addAll(asEntry(city, rule, written));
        }
        return new ProposedRule(rule, problems);
    }

    /** What it is in the list of the city's rules, where it will stand once it is active. */
    private static List<String> asEntry(Catalogue city, Rule rule, String written) {
        try {
            RuleText.promoted(city.text(), rule.id(), written).compile();
            return List.of();
        } catch (CatalogueException e) {
            return List.of(
                    RuleText.RULES + ": cannot stand among the other rules as it is written; begin it with '- id:' on a"
                            + " line of its own");
        }
    }

    private static ProposedRule refused(List<String> problems) {
        return new ProposedRule(null, problems);
    }
}
