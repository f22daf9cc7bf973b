package io.cityops.localstack.command;

import io.cityops.localstack.catalogue.Versions;
import io.cityops.model.catalogue.CatalogueException;
import io.cityops.model.catalogue.CatalogueText;
import io.cityops.model.catalogue.RuleText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "catalogue",
        description = "What the city watches, as versions: check, apply to the running city, list, show, restore.",
        subcommands = {
            CatalogueCheckCommand.class,
            CatalogueApplyCommand.class,
            CatalogueListCommand.class,
            CatalogueShowCommand.class,
            CatalogueRestoreCommand.class
        })
public final class CatalogueCommand implements Runnable {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(Objects.requireNonNull(spec).commandLine(), "a command is missing");
    }

    static CatalogueText read(Path folder, @Nullable CommandSpec spec) {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(Objects.requireNonNull(spec).commandLine(), folder + " is no folder");
        }
        return CatalogueText.read(folder);
    }

    /** What is wrong with the files by themselves; empty: nothing. */
    static List<String> problems(CatalogueText text) {
        try {
            text.compile();
            return List.of();
        } catch (CatalogueException e) {
            return e.problems();
        }
    }

    static void tell(List<String> problems, PrintWriter err) {
        problems.forEach(err::println);
        err.println(problems.size() == 1 ? "1 problem: refused whole" : problems.size() + " problems: refused whole");
        err.flush();
    }

    /** Of a file of rules, which the catalogue's reader calls rules.yaml. */
    static void tellOf(String file, List<String> problems, PrintWriter err) {
        tell(
                problems.stream()
                        .map(each ->
                                each.startsWith(RuleText.RULES) ? file + each.substring(RuleText.RULES.length()) : each)
                        .toList(),
                err);
    }

    /** Stores a catalogue, or says why not. @return the exit code */
    static int apply(
            Versions versions,
            CatalogueText text,
            @Nullable String note,
            @Nullable Integer restoredFrom,
            CommandLine line)
            throws Exception {
        List<String> problems = problems(text);
        if (problems.isEmpty()) {
            problems = versions.problems(text.compile());
        }
        if (!problems.isEmpty()) {
            tell(problems, line.getErr());
            return 1;
        }
        Versions.Applied applied = versions.apply(text, note, restoredFrom);
        Versions.Version version = Objects.requireNonNull(versions.find(applied.number()));
        PrintWriter out = line.getOut();
        out.println(
                applied.created()
                        ? "version: %s, holds from %s".formatted(version.label(), version.from())
                        : "version: %s, unchanged".formatted(version.label()));
        if (!applied.endedShadows().isEmpty()) {
            out.println("ends what ran in the shadow and is not in its %s: %s"
                    .formatted(CatalogueText.SHADOWS, String.join(", ", applied.endedShadows())));
        }
        out.flush();
        return 0;
    }
}
