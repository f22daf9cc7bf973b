package io.cityops.localstack.rehearsal;

import io.cityops.localstack.process.Launch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rehearsal in a process of its own, and what it says of itself on its standard error. */
final class RehearsalRun implements AutoCloseable {
    private static final Pattern PROGRESS = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?) %.*");
    private static final int LONGEST_REASON = 500;

    private final Process process;
    private final Thread listener;
    private volatile double share;
    private volatile String said = "";

    private RehearsalRun(Process process) {
        this.process = process;
        this.listener = Thread.ofVirtual().name("rehearsal-progress").start(this::listen);
    }

    static RehearsalRun start(Launch launch) throws IOException {
        return new RehearsalRun(launch.startHeard());
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher progress = PROGRESS.matcher(line);
                if (progress.matches()) {
                    share = Double.parseDouble(progress.group(1)) / 100;
                } else if (!line.isBlank()) {
                    said = line.strip();
                }
            }
        } catch (IOException e) {
            said = "its output ended: " + e.getMessage();
        }
    }

    /** How much of the recording it has been through, 0 to 1. */
    double share() {
        return share;
    }

    /** @return false: it still runs */
    boolean endsWithin(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    /** Of one that has ended: null, or why it failed. */
    @Nullable
    String failure() throws InterruptedException {
        listener.join();
        int code = process.exitValue();
        String reason = said.isEmpty() ? "exit code " + code : said;
        return code == 0 ? null : reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
    }

    /** Ends it when it has not ended. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
