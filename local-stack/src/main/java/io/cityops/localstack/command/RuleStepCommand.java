package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.RuleDesk;
import io.cityops.model.version.RuleStep;
import io.cityops.model.version.RuleVersions;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes one version of a rule a step on. */
abstract class RuleStepCommand implements Callable<Integer> {
    @Mixin
    private RuleEditor editor = new RuleEditor();

    @Parameters(index = "0", paramLabel = "RULE", description = "The rule's id.")
    private String rule = "";

    @Parameters(index = "1", paramLabel = "VERSION", description = "The version's number.")
    private int version;

    private final String then;

    /** @param then what the version is then, for people */
    RuleStepCommand(String then) {
        this.then = then;
    }

    abstract RuleStep take(RuleVersions versions, String rule, int version) throws SQLException;

    @Override
    public final Integer call() throws Exception {
        try (RuleDesk desk = editor.desk()) {
            desk.require(rule, version, take(desk.versions(), rule, version));
        }
        System.out.printf("%s version %d: %s%n", rule, version, then);
        return 0;
    }
}
