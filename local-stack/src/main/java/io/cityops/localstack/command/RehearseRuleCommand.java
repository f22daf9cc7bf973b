package io.cityops.localstack.command;

import io.cityops.localstack.FileTree;
import io.cityops.localstack.city.RunningCity;
import io.cityops.localstack.city.StreamJobs;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.NearName;
import io.cityops.model.catalogue.Rule;
import io.cityops.model.catalogue.RuleText;
import io.cityops.model.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
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
        name = "rule",
        description = {
            "Says what a rule would have done: runs it by the operators of the stream job over what the city has recorded, and"
                    + " changes nothing.",
            "Told are alarms a day, the load of each desk against the limits of EEMUA 191, who would call most, which recorded"
                    + " incidents it would have caught, missed, and how early, and how it compares with what the running"
                    + " job raised. Progress goes to standard error.",
            "Exit code 1 when the rule has mistakes, each told with file, line, key and remedy."
        })
public final class RehearseRuleCommand implements Callable<Integer> {
    private static final int FAILED = 1;

    @Mixin
    private CityOption city = new CityOption();

    @Parameters(
            paramLabel = "RULE",
            description =
                    "A file such as the catalogue's rules.yaml, with one rule or several; or the id of one of the city's.")
    private String rule = "";

    @Option(
            names = "--since",
            paramLabel = "T",
            defaultValue = "7d",
            description =
                    "How far back, such as 12h or 7d, or a moment such as 2026-11-20T00:00:00+07:00 (default: ${DEFAULT-VALUE}).")
    private String since = "7d";

    @Option(names = "--until", paramLabel = "T", description = "The end, written likewise (default: now).")
    private @Nullable String until;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    /** For picocli. */
    public RehearseRuleCommand() {}

    /** As another command asks for it. */
    RehearseRuleCommand(CommandSpec spec, CityOption city, String rule, String since) {
        this.spec = spec;
        this.city = city;
        this.rule = rule;
        this.since = since;
    }

    @Override
    public Integer call() throws Exception {
        return rehearse(null);
    }

    /**
     * @param report where the report goes as JSON, too; null: nowhere
     * @return the exit code
     */
    int rehearse(@Nullable Path report) throws Exception {
        Instant now = Clock.systemUTC().instant();
        Instant end = until == null ? now : moment("--until", until, now);
        Instant from = moment("--since", since, now);
        if (!from.isBefore(end)) {
            throw wrong("--since " + from + " is not before the end " + end);
        }
        RunningCity running = city.city();
        CatalogueText whole = running.catalogue().text();
        CatalogueText text;
        try {
            text = RuleText.withRules(whole, rules(whole));
        } catch (CatalogueException e) {
            CatalogueCommand.tellOf(
                    rule,
                    e.problems(),
                    Objects.requireNonNull(spec).commandLine().getErr());
            return FAILED;
        }
        DatabaseAccess database = running.database();
        Path folder = Files.createTempDirectory("cityops-rehearsal");
        try {
            text.writeTo(folder);
            List<String> words = new ArrayList<>(List.of(folder.toString(), from.toString(), end.toString()));
            if (json) {
                words.add("--json");
            }
            if (report != null) {
                words.addAll(List.of("--report", report.toString()));
            }
            return StreamJobs.rehearsal(city.settings(), database, words).runInForeground();
        } finally {
            FileTree.delete(folder);
        }
    }

    /** As a file of rules. */
    private String rules(CatalogueText whole) throws IOException {
        Path file = Path.of(rule);
        if (Files.isRegularFile(file)) {
            return Files.readString(file, StandardCharsets.UTF_8);
        }
        String known = RuleText.ruleOf(whole, rule);
        if (known == null) {
            Catalogue catalogue = whole.compile();
            throw wrong("there is no file '" + rule + "', and no rule of that id"
                    + NearName.hint(
                            rule, catalogue.rules().stream().map(Rule::id).toList()));
        }
        return known;
    }

    private Instant moment(String option, String written, Instant now) {
        try {
            return OffsetDateTime.parse(written).toInstant();
        } catch (DateTimeParseException e) {
            try {
                Duration back = Settings.parseDuration(written);
                return now.minus(back);
            } catch (IllegalArgumentException wrong) {
                throw wrong(option + " '" + written + "': a duration such as 7d, or a moment such as"
                        + " 2026-11-20T00:00:00+07:00, is expected");
            }
        }
    }

    private ParameterException wrong(String what) {
        return new ParameterException(Objects.requireNonNull(spec).commandLine(), what);
    }
}
