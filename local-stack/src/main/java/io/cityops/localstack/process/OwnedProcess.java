package io.cityops.localstack.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A child process that lives no longer than this JVM (unless the JVM itself is killed). Not thread-safe: one owner
 * starts and stops it.
 */
public final class OwnedProcess {
    private static final long POLL_MILLIS = 50;

    private final String name;
    private final Path log;
    private @Nullable Process process;
    private @Nullable Thread shutdownHook;

    public OwnedProcess(String name, Path log) {
        this.name = name;
        this.log = log;
    }

    /**
     * Starts it and waits until it is ready. One that ends at once is tried again until the limit: after a kill, what
     * is left of its predecessor may take a moment to go.
     */
    public void start(Launch launch, BooleanSupplier ready, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        Process current = begin(launch);
        while (!ready.getAsBoolean() || !current.isAlive()) {
            if (System.nanoTime() > deadline) {
                kill();
                throw new IOException(name + " was not ready within " + limit.toSeconds() + " s: " + endOfLog());
            }
            if (!current.isAlive()) {
                pause(500);
                current = begin(launch);
            }
            pause(POLL_MILLIS);
        }
    }

    private Process begin(Launch launch) throws IOException {
        Process started = launch.start(log);
        process = started;
        removeShutdownHook();
        Thread hook = new Thread(started::destroyForcibly, "kill-" + name);
        Runtime.getRuntime().addShutdownHook(hook);
        shutdownHook = hook;
        return started;
    }

    public long pid() {
        return process == null ? -1 : process.pid();
    }

    /** SIGKILL, and waits until it is gone. */
    public void kill() {
        if (process != null) {
            process.destroyForcibly();
            await(process, Duration.ofSeconds(10));
            removeShutdownHook();
        }
    }

    /** Asks it to stop by the named signal; kills it when it has not within the limit. */
    public void stop(String signal, Duration limit) {
        if (process != null && process.isAlive()) {
            Signal.send(signal, process.pid());
            if (!await(process, limit)) {
                kill();
            }
        }
        removeShutdownHook();
    }

    private void removeShutdownHook() {
        if (shutdownHook != null) {
            try {
                Runtime.getRuntime().removeShutdownHook(shutdownHook);
            } catch (IllegalStateException e) {
                // The JVM is ending, and the hook with it.
            }
            shutdownHook = null;
        }
    }

    private static boolean await(Process process, Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void pause(long millis) throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException("interrupted while waiting");
        }
    }

    private String endOfLog() throws IOException {
        List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
        return String.join(" | ", lines.subList(Math.max(0, lines.size() - 5), lines.size()));
    }
}
