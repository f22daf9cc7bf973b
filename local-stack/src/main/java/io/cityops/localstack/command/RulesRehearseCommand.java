package io.cityops.localstack.command;

import io.cityops.localstack.FileTree;
import io.cityops.localstack.catalogue.RuleDesk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "rehearse",
        description = "Rehearses a version as './cityops rehearse rule' does, and keeps the report with it.")
final class RulesRehearseCommand implements Callable<Integer> {
    @Mixin
    private RuleEditor editor = new RuleEditor();

    @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
    private String rule = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Option(
            names = "--since",
            paramLabel = "T",
            defaultValue = "7d",
            description = "How far back, such as 12h or 7d, or a moment (default: ${DEFAULT-VALUE}).")
    private String since = "7d";

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Path folder = Files.createTempDirectory("cityops-rules");
        try (RuleDesk desk = editor.desk()) {
            Path file = folder.resolve("rules.yaml");
            Files.writeString(file, desk.content(rule, version));
            Path report = folder.resolve("report.json");
            int code = new RehearseRuleCommand(Objects.requireNonNull(spec), editor.option(), file.toString(), since)
                    .rehearse(report);
            if (code == 0) {
                desk.require(rule, version, desk.versions().rehearsed(rule, version, Files.readString(report)));
                System.out.printf("%s version %d: rehearsed%n", rule, version);
            }
            return code;
        } finally {
            FileTree.delete(folder);
        }
    }
}
