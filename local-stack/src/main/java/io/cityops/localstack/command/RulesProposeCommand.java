package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.RuleDesk;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.ProposedRule;
import io.cityops.model.catalogue.Rule;
import java.nio.file.Files;
import java.nio.file.Path;
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
        ProposedRule proposed = ProposedRule.check(city, written);
        Rule rule = proposed.rule();
        if (rule == null || !proposed.problems().isEmpty()) {
            CatalogueCommand.tellOf(
                    file.toString(),
                    proposed.problems(),
                    Objects.requireNonNull(spec).commandLine().getErr());
            return 1;
        }
        try (RuleDesk desk = editor.desk()) {
            desk.require(rule.id(), rule.version(), desk.versions().propose(rule.id(), rule.version(), written, note));
        }
        System.out.printf("%s version %d: draft%n", rule.id(), rule.version());
        return 0;
    }
}
