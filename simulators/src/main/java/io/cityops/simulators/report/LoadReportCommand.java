package io.cityops.simulators.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "load-report",
        mixinStandardHelpOptions = true,
        description = "One report of several load runs, as text, JSON and a page.")
public final class LoadReportCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--title", description = "of the report (default: ${DEFAULT-VALUE})")
    private String title = "Load";

    @Option(names = "--reference", description = "results whose name begins so are what the others are compared with")
    private @Nullable String reference;

    @Option(names = "--finding", description = "something to be read first")
    private List<String> findings = new ArrayList<>();

    @Option(names = "--out", required = true, description = "where the report goes, without its ending")
    private Path out = Path.of("");

    @Parameters(arity = "1..*", paramLabel = "RESULT.json", description = "what load runs have written")
    private List<Path> files = List.of();

    /** The report for programs: the runs as they were written, and what was found. */
    public record Report(String title, String startedAt, List<String> findings, List<LoadResult> runs) {}

    @Override
    public Integer call() throws IOException {
        List<LoadResult> results = new ArrayList<>();
        for (Path file : files) {
            results.add(ResultFile.read(file));
        }
        List<String> all = new ArrayList<>();
        results.forEach(result -> all.add(figures(result)));
        results.forEach(result -> counterpart(result, results).ifPresent(other -> all.add(ratio(result, other))));
        all.addAll(findings);
        String when = results.getFirst().startedAt();
        String text = text(when, all, results);
        Files.writeString(beside(".txt"), text);
        Files.writeString(beside(".json"), ResultFile.json(new Report(title, when, all, results)) + "\n");
        Files.writeString(beside(".html"), HtmlReport.page(title, when, results, all));
        PrintWriter printer = Objects.requireNonNull(spec).commandLine().getOut();
        printer.println(text);
        printer.flush();
        return 0;
    }

    private Path beside(String ending) {
        return out.resolveSibling(out.getFileName() + ending);
    }

    private String text(String when, List<String> all, List<LoadResult> results) {
        StringBuilder text = new StringBuilder(title + ", " + when + "\n");
        all.forEach(finding -> text.append("- ").append(finding).append('\n'));
        results.forEach(
                result -> text.append('\n').append(TextReport.of(result)).append('\n'));
        return text.toString();
    }

    private Optional<LoadResult> counterpart(LoadResult result, List<LoadResult> results) {
        if (reference == null || result.name().startsWith(reference)) {
            return Optional.empty();
        }
        return results.stream()
                .filter(other -> other.name().startsWith(reference))
                .filter(other -> other.setup().ratePerSecond() == result.setup().ratePerSecond())
                .findFirst();
    }

    private static String figures(LoadResult result) {
        return String.format(
                Locale.ROOT,
                "%s: acknowledged %,.0f of %,.0f msg/s due, p50 %s ms, p99 %s ms, p99.9 %s ms, unanswered %,d, unsent %,d",
                result.name(),
                result.acknowledgedPerSecond(),
                result.due() / result.setup().durationSeconds(),
                TextReport.number(result.latencyMs().p50()),
                TextReport.number(result.latencyMs().p99()),
                TextReport.number(result.latencyMs().p999()),
                result.unanswered(),
                result.unsent());
    }

    private static String ratio(LoadResult result, LoadResult other) {
        return String.format(
                Locale.ROOT,
                "%s has %.2f times the acknowledged messages of %s, and %.2f times its p99",
                result.name(),
                result.acknowledgedPerSecond() / other.acknowledgedPerSecond(),
                other.name(),
                result.latencyMs().p99() / other.latencyMs().p99());
    }
}
