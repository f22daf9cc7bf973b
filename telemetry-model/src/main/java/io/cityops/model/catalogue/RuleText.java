package io.cityops.model.catalogue;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A city's catalogue with other rules, with shadows, or with fewer indicators, as text: what is left of a file keeps its words. */
public final class RuleText {
    public static final String RULES = "rules.yaml";
    private static final String INDICATORS = "indicators.yaml";

    private RuleText() {}

    /**
     * @param rules a file such as {@code rules.yaml}; in the end there are no others
     * @throws CatalogueException with every problem found, when anything is wrong with the rules; their file is called
     *     {@code rules.yaml} there
     */
    public static CatalogueText withRules(CatalogueText city, String rules) {
        Map<String, String> files = new HashMap<>(city.files());
        files.put(RULES, rules);
        files.remove(CatalogueText.SHADOWS);
        CatalogueText whole = CatalogueText.of(files);
        Catalogue compiled = whole.compile();
        if (compiled.rules().isEmpty()) {
            throw new CatalogueException(List.of(RULES + ": has no rule; add one as the list 'rules' has them"));
        }
        RuleNeeds needs = RuleNeeds.of(compiled);
        files.put(
                INDICATORS,
                filtered(city.files().getOrDefault(INDICATORS, ""), "indicators", needs.indicators()::contains));
        return CatalogueText.of(files);
    }

    /** One rule of a city as a file by itself; null when it has none of that id. */
    public static @Nullable String ruleOf(CatalogueText city, String id) {
        String written = city.files().getOrDefault(RULES, "");
        String only = filtered(written, "rules", id::equals);
        return only.equals(filtered(written, "rules", other -> false)) ? null : only;
    }

    /**
     * One rule of a file, as it is written there, with its comments, in a file by itself; null when the file has none of that id.
     *
     * @param rules known to be valid
     */
    public static @Nullable String writtenOf(String rules, String id) {
        List<String> entry = new YamlList(rules).entry(id);
        return entry == null ? null : "rules:\n" + String.join("\n", entry) + "\n";
    }

    /**
     * A city whose rule is this one.
     *
     * @param rule a file with that rule only
     */
    public static CatalogueText promoted(CatalogueText city, String id, String rule) {
        Map<String, String> files = new HashMap<>(withoutShadow(city, id).files());
        files.put(RULES, new YamlList(files.getOrDefault(RULES, "rules:\n")).with(id, entry(id, rule)));
        return CatalogueText.of(files);
    }

    /** A city in which this version of the rule runs in the shadow of the active one; of a rule there is one shadow at most. */
    public static CatalogueText withShadow(CatalogueText city, String id, String rule) {
        Map<String, String> files = new HashMap<>(city.files());
        String shadows = files.getOrDefault(CatalogueText.SHADOWS, "shadow:\n");
        files.put(CatalogueText.SHADOWS, new YamlList(shadows).with(id, entry(id, rule)));
        return CatalogueText.of(files);
    }

    /** A city in which no version of the rule runs in the shadow. */
    public static CatalogueText withoutShadow(CatalogueText city, String id) {
        Map<String, String> files = new HashMap<>(city.files());
        String shadows = files.remove(CatalogueText.SHADOWS);
        String left = shadows == null ? null : new YamlList(shadows).without(id);
        if (left != null) {
            files.put(CatalogueText.SHADOWS, left);
        }
        return CatalogueText.of(files);
    }

    private static List<String> entry(String id, String rule) {
        List<String> entry = new YamlList(rule).entry(id);
        if (entry == null) {
            throw new CatalogueException(List.of(RULES + ": rule '" + id + "' is not in it"));
        }
        return entry;
    }

    private static String filtered(String written, String list, Predicate<String> kept) {
        DumperOptions plain = new DumperOptions();
        plain.setAllowUnicode(true);
        plain.setWidth(1_000);
        Yaml yaml = new Yaml(plain);
        Node root = new Yaml(new LoaderOptions()).compose(new StringReader(written));
        if (!(root instanceof MappingNode map)) {
            return written;
        }
        for (NodeTuple entry : map.getValue()) {
            boolean wanted = entry.getKeyNode() instanceof ScalarNode key
                    && key.getValue().equals(list);
            if (wanted && entry.getValueNode() instanceof SequenceNode all) {
                all.getValue().removeIf(each -> !kept.test(YamlList.idOf(each)));
            }
        }
        StringWriter text = new StringWriter();
        yaml.serialize(map, text);
        return text.toString();
    }
}
