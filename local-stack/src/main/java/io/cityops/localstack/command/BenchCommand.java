package io.cityops.localstack.command;

import io.cityops.localstack.Console;
import io.cityops.localstack.bench.Benchmark;
import io.cityops.localstack.bench.Benchmarks;
import io.cityops.localstack.bench.Reports;
import io.cityops.localstack.city.StackSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
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
        name = "bench",
        description = {
            "Measures this machine with this version, and writes a report with machine, date and versions.",
            "Without a name: all of them. A running city is left alone, but it makes the figures worse."
        })
public final class BenchCommand implements Callable<Integer> {
    @Mixin
    private CityOption city = new CityOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which: gateway, jobs.")
    private @Nullable String name;

    @Option(names = "--list", description = "Only says which there are.")
    private boolean list;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes (default: benchmarks/reports).")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        Console console = CityOption.console();
        if (list) {
            Benchmarks.ALL.forEach(each -> console.print("%-10s %s".formatted(each.name(), each.about())));
            return 0;
        }
        List<Benchmark> chosen = chosen();
        StackSettings settings = city.settings();
        Path folder = out == null ? settings.home().resolve("benchmarks/reports") : out;
        Reports reports = new Reports(settings, folder.toAbsolutePath(), Clock.system(ZoneId.systemDefault()), console);
        for (Benchmark each : chosen) {
            console.say("benchmark " + each.name() + ": " + each.about());
            each.run(settings, reports, console);
        }
        return 0;
    }

    private List<Benchmark> chosen() {
        String wanted = name;
        if (wanted == null) {
            return Benchmarks.ALL;
        }
        return List.of(Benchmarks.named(wanted)
                .orElseThrow(() -> new ParameterException(
                        Objects.requireNonNull(spec).commandLine(),
                        "there is no benchmark '%s'; there are: %s"
                                .formatted(
                                        wanted,
                                        String.join(
                                                ", ",
                                                Benchmarks.ALL.stream()
                                                        .map(Benchmark::name)
                                                        .toList())))));
    }
}
