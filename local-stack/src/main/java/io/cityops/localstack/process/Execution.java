package io.cityops.localstack.process;

import java.io.File;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A short command that was run to its end: exit code (124 when it took too long) and what it printed. */
public record Execution(int exitCode, String output, String errors) {
    public static Execution run(Duration limit, List<String> command) {
        return run(limit, null, new Launch(command, Map.of()));
    }

    public static Execution run(Duration limit, @Nullable Path directory, Launch launch) {
        try {
            Path output = Files.createTempFile("cityops", ".out");
            Path errors = Files.createTempFile("cityops", ".err");
            try {
                ProcessBuilder builder = launch.builder()
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().put("LC_ALL", "C");
                if (directory != null) {
                    builder.directory(directory.toFile());
                }
                return new Execution(waitFor(builder.start(), limit), read(output), read(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            return new Execution(127, "", String.valueOf(e.getMessage()));
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
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
            throw new UncheckedIOException(new InterruptedIOException("interrupted while waiting"));
        }
    }

    public boolean succeeded() {
        return exitCode == 0;
    }

    /** The last line that says something: where most programs put the reason. */
    public String lastLine() {
        List<String> lines =
                (output + "\n" + errors).lines().filter(line -> !line.isBlank()).toList();
        return lines.isEmpty() ? "exit code " + exitCode : lines.getLast().strip();
    }
}
