package io.cityops.localstack.command;

import io.cityops.localstack.city.StreamJobs;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "nab",
        description = {
            "Judges recorded series with the detector that the stream job runs, and writes the same tree of files with"
                    + " scores.",
            "Each CSV file with the columns timestamp and value is a series, read from its first row to its last;"
                    + " written are timestamp, value and anomaly_score, in [0, 1]: from 0.5 on it is worth an alarm.",
            "A bad row is told with file, line and reason, and written with score 0; then the exit code is 1."
        })
public final class RehearseNabCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN_DIR", description = "Folder with CSV files, nested or not.")
    private @Nullable Path in;

    @Parameters(index = "1", paramLabel = "OUT_DIR", description = "Where the files with scores go; not within IN_DIR.")
    private @Nullable Path out;

    @Override
    public Integer call() throws Exception {
        return StreamJobs.run(
                        new CityOption().settings(),
                        "io.cityops.jobs.detect.RehearseSeries",
                        List.of(
                                Objects.requireNonNull(in).toString(),
                                Objects.requireNonNull(out).toString()))
                .runInForeground();
    }
}
