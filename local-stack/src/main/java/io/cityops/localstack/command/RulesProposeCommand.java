package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.RuleVersions;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.RuleText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "propose",
        description =
                "Stores a draft: a file such as the catalogue's rules.yaml with one rule, whose version is higher than the"
                        + " active one's. Exit code 1 when it has mistakes.")
final class RulesProposeCommand implements Callable<Integer> {
    @Mixin
    private RuleEditor editor = new RuleEditor();

    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of(".");

    @Option(names = "--note", paramLabel = "TEXT", description = "Why; kept with the version.")
    private @Nullable String note;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!Files.isRegularFile(file)) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), file + " is no file");
        }
        String written = Files.readString(file);
        Catalogue city = editor.city().catalogue();
        List<Rule> rules;
        try {
            rules = List.copyOf(
                    RuleText.withRules(city.text(), written).compile().rules());
        } catch (CatalogueException e) {
            return refuse(e.problems());
        }
        List<String> problems = problems(rules, city);
        if (!problems.isEmpty()) {
            return refuse(problems);
        }
        Rule rule = rules.getFirst();
        try (RuleVersions versions = editor.versions()) {
            versions.propose(rule.id(), rule.version(), written, note);
        }
        System.out.printf("%s version %d: draft%n", rule.id(), rule.version());
        return 0;
    }

    private static List<String> problems(List<Rule> rules, Catalogue city) {
        List<String> problems = new ArrayList<>();
        if (rules.size() > 1) {
            problems.add(RuleText.RULES + ": has " + rules.size() + " rules; propose each in a file of its own");
            return problems;
        }
        Rule rule = rules.getFirst();
        Rule active = city.rule(rule.id());
        if (active != null && rule.version() <= active.version()) {
            problems.add("%s: version %d is not higher than the active one's, %d; write version: %d"
                    .formatted(RuleText.RULES, rule.version(), active.version(), active.version() + 1));
        }
        return problems;
    }

    private int refuse(List<String> problems) {
        CatalogueCommand.tell(
                problems.stream()
                        .map(each ->
                                each.startsWith(RuleText.RULES) ? file + each.substring(RuleText.RULES.length()) : each)
                        .toList(),
                Objects.requireNonNull(spec).commandLine().getErr());
        return 1;
    }
}
