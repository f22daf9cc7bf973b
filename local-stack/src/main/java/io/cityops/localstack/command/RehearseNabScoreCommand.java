package io.cityops.localstack.command;

import io.cityops.localstack.city.StreamJobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "nab-score",
        description = {
            "Scores what 'rehearse nab' wrote by the rules of the Numenta Anomaly Benchmark, each category and all,"
                    + " with one threshold.",
            "0 is a detector that says nothing, 100 a perfect one; a category without anomalies has no score of its"
                    + " own."
        })
public final class RehearseNabScoreCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUT_DIR", description = "What 'rehearse nab' wrote.")
    private @Nullable Path scored;

    @Parameters(
            index = "1",
            paramLabel = "LABELS",
            description = "The benchmark's labels/combined_windows.json: file names, and windows of time for each.")
    private @Nullable Path labels;

    @Option(
            names = "--threshold",
            paramLabel = "N",
            defaultValue = "0.5",
            description = "The score from which a row is an alarm (default: ${DEFAULT-VALUE}).")
    private double threshold = 0.5;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new ParameterException(
                    Objects.requireNonNull(spec).commandLine(),
                    "--threshold " + threshold + ": allowed is above 0, at most 1");
        }
        return StreamJobs.run(
                        new CityOption().settings(),
                        "io.cityops.jobs.detect.ScoreSeries",
                        List.of(
                                Objects.requireNonNull(scored).toString(),
                                Objects.requireNonNull(labels).toString(),
                                Double.toString(threshold)))
                .runInForeground();
    }
}
