package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.RuleVersions;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "shadow",
        description =
                "Runs a rehearsed version in the shadow of the active one: what it raises is kept apart and calls nobody.")
final class RulesShadowCommand implements Callable<Integer> {
    @Mixin
    private RuleEditor editor = new RuleEditor();

    @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
    private String rule = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
    private int version;

    @Override
    public Integer call() throws Exception {
        try (RuleVersions versions = editor.versions()) {
            versions.shadow(rule, version);
        }
        System.out.printf("%s version %d: in the shadow from the next full minute%n", rule, version);
        return 0;
    }
}
