package io.cityops.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A short command that was run to its end: exit code (124 when it took too long) and everything it printed. */
public record Execution(int exitCode, String output) {
    public static Execution run(Duration limit, List<String> command) {
        return run(limit, null, new Launch(command, Map.of()));
    }

    public static Execution run(Duration limit, @Nullable Path directory, Launch launch) {
        try {
            Path printed = Files.createTempFile("cityops", ".out");
            try {
                ProcessBuilder builder =
                        launch.builder().redirectErrorStream(true).redirectOutput(printed.toFile());
                builder.environment().put("LC_ALL", "C");
                builder.redirectInput(new java.io.File("/dev/null"));
                if (directory != null) {
                    builder.directory(directory.toFile());
                }
                int exitCode = waitFor(builder.start(), limit);
                return new Execution(exitCode, new String(Files.readAllBytes(printed), StandardCharsets.UTF_8));
            } finally {
                Files.deleteIfExists(printed);
            }
        } catch (IOException e) {
            return new Execution(127, String.valueOf(e.getMessage()));
        }
    }

    private static int waitFor(Process process, Duration limit) {
        try {
            if (process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            process.destroyForcibly();
            return 124;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new java.io.InterruptedIOException("interrupted while waiting"));
        }
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The last line that says something: where most programs put the reason. */
    public String lastLine() {
        List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "exit code " + exitCode : lines.getLast().strip();
    }
}
