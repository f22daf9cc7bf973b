package io.cityops.localstack.supervision;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A process of an earlier or another run, found again by its id and its start: ids alone are used again. */
public final class LiveProcess {
    /** The kernel counts from the machine's start, whose wall time moves a little as clocks are set right. */
    private static final Duration TOLERANCE = Duration.ofSeconds(5);

    private LiveProcess() {}

    public static Optional<ProcessHandle> find(long pid, @Nullable Instant startedAt) {
        if (pid <= 0 || startedAt == null) {
            return Optional.empty();
        }
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process ->
                        Duration.between(startOf(process), startedAt).abs().compareTo(TOLERANCE) <= 0);
    }

    static Instant startOf(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    /** Resident memory in bytes of a process and all its children, shared pages counted once; 0 where it cannot be told. */
    public static long residentBytes(long pid) {
        return ProcessHandle.of(pid)
                .map(process -> Stream.concat(Stream.of(process), process.descendants())
                        .mapToLong(each -> ownResidentBytes(each.pid()))
                        .sum())
                .orElse(0L);
    }

    /** The same without its children. */
    public static long ownResidentBytes(long pid) {
        Path process = Path.of("/proc", Long.toString(pid));
        long proportional = kibibytes(process.resolve("smaps_rollup"), "Pss:");
        return 1024 * (proportional > 0 ? proportional : kibibytes(process.resolve("status"), "VmRSS:"));
    }

    private static long kibibytes(Path table, String row) {
        try (Stream<String> lines = Files.lines(table)) {
            return lines.filter(line -> line.startsWith(row))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .findFirst()
                    .orElse(0);
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }
}
