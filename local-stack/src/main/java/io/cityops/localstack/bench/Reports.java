package io.cityops.localstack.bench;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.city.CityLoad;
import io.cityops.localstack.city.StackSettings;
import io.cityops.localstack.process.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Where reports go: one a run of a benchmark, named by it and the moment, as text, JSON and a page. */
public final class Reports {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

    private final StackSettings settings;
    private final Path folder;
    private final Clock clock;
    private final Console console;

    public Reports(StackSettings settings, Path folder, Clock clock, Console console) {
        this.settings = settings;
        this.folder = folder;
        this.clock = clock;
        this.console = console;
    }

    /** The report's place without its ending. */
    Path place(String benchmark) throws IOException {
        Files.createDirectories(folder);
        return folder.resolve(benchmark + "-" + MOMENT.format(LocalDateTime.now(clock)));
    }

    /**
     * Of several load runs.
     *
     * @param reference results whose name begins so are what the others are compared with
     */
    void write(String benchmark, String title, List<Path> results, String reference, List<String> findings)
            throws IOException {
        Path place = place(benchmark);
        List<String> words = new ArrayList<>(
                List.of("load-report", "--title", title, "--reference", reference, "--out", place.toString()));
        findings.forEach(finding -> words.addAll(List.of("--finding", finding)));
        results.forEach(result -> words.add(result.toString()));
        Execution report = Execution.run(LIMIT, null, CityLoad.simulators(settings, console, words));
        if (!report.succeeded()) {
            throw new StackFailure(
                    "the report could not be written: " + report.lastLine(), "The results are in " + results);
        }
        console.print(report.output().stripTrailing());
        console.say("report: " + place + ".html, .txt and .json");
    }
}
