package io.cityops.localstack.city;

import io.cityops.localstack.Console;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.process.FlinkRest;
import io.cityops.localstack.process.Signal;
import io.cityops.localstack.supervision.ProcessState;
import io.cityops.localstack.supervision.ProcessStatus;
import io.cityops.localstack.supervision.StackState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The stream job of a city that another process runs. Stopped with a savepoint, it is started again by the stack, which
 * watches over it, and begins from the newest savepoint or checkpoint: that one.
 */
public final class StreamJob {
    public static final int MOST_PARALLEL = Parallelism.MOST;

    private static final List<String> LEADERS = List.of(Parts.JOBS, Parts.JOB_MANAGER);
    private static final Duration SAVEPOINT_LIMIT = Duration.ofMinutes(2);
    private static final Duration BACK_LIMIT = Duration.ofMinutes(2);
    private static final Duration CLEARING_LIMIT = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofMillis(300);

    private final StackSettings settings;
    private final DataFolder data;
    private final RunningCity city;

    StreamJob(StackSettings settings, DataFolder data, RunningCity city) {
        this.settings = settings;
        this.data = data;
        this.city = city;
    }

    /** @return where it lies; it stays until somebody deletes it */
    public String savepoint() throws IOException, InterruptedException {
        FlinkRest flink = rest(leader());
        Path folder = data.flink().resolve("savepoints");
        Files.createDirectories(folder);
        try {
            return flink.savepoint(flink.runningJob(), uri(folder), SAVEPOINT_LIMIT);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    public void rescale(int parallelism, Console console) throws IOException, InterruptedException {
        leader();
        Parallelism.keptIn(data).choose(parallelism);
        restart(console);
    }

    public void restart(Console console) throws IOException, InterruptedException {
        ProcessStatus leader = leader();
        FlinkRest flink = rest(leader);
        String savepoint;
        try {
            String job = flink.runningJob();
            savepoint = flink.stop(job, uri(data.flink().resolve("checkpoints/stop-" + job)), SAVEPOINT_LIMIT);
        } catch (IOException e) {
            throw failed(e);
        }
        console.say("stopped with savepoint " + savepoint);
        awaitCleared();
        Signal.send("TERM", leader.pid());
        awaitBack(leader, console);
    }

    /**
     * A job manager that is ended before it has cleared up after its job must do so when it begins, and then begin once
     * more: not wrong, but slow.
     */
    private void awaitCleared() throws IOException, InterruptedException {
        Path notes = data.flink().resolve("ha/job-result-store");
        long deadline = System.nanoTime() + CLEARING_LIMIT.toNanos();
        while (System.nanoTime() < deadline && Files.isDirectory(notes)) {
            try (Stream<Path> files = Files.walk(notes)) {
                if (files.noneMatch(Files::isRegularFile)) {
                    return;
                }
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    private void awaitBack(ProcessStatus before, Console console) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        while (System.nanoTime() - begin < BACK_LIMIT.toNanos()) {
            Optional<ProcessStatus> now = find(city.state(), before.name());
            if (now.isPresent() && now.get().pid() != before.pid() && now.get().state() == ProcessState.READY) {
                console.say("%s is back (%s)".formatted(before.name(), Console.seconds(System.nanoTime() - begin)));
                return;
            }
            Thread.sleep(POLL.toMillis());
        }
        throw new StackFailure(
                "the stream job did not come back within " + BACK_LIMIT.toSeconds() + " s",
                "Look into logs/" + before.name() + ".log in the data folder");
    }

    private ProcessStatus leader() throws IOException {
        StackState state = city.state();
        if (state.supervised()) {
            for (String name : LEADERS) {
                Optional<ProcessStatus> process = find(state, name);
                if (process.isPresent() && process.get().pid() != 0) {
                    return process.get();
                }
            }
        }
        throw new StackFailure("no stream job runs from " + settings.data(), "Start the city with: ./cityops demo");
    }

    private static Optional<ProcessStatus> find(StackState state, String name) {
        return state.processes().stream()
                .filter(process -> process.name().equals(name))
                .findFirst();
    }

    /** It listens where its process was told to, whatever the settings say now. */
    private FlinkRest rest(ProcessStatus leader) {
        return new FlinkRest(settings.host(), leader.ports().getFirst());
    }

    private static String uri(Path folder) {
        return "file://" + folder.toAbsolutePath();
    }

    private static StackFailure failed(IOException e) {
        return new StackFailure(
                "Flink did not do it (" + e.getMessage() + ")",
                "Wait until ./cityops status says that the job is ready, and try again",
                e);
    }
}
