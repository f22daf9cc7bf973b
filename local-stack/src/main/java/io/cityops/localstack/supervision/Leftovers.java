package io.cityops.localstack.supervision;

import io.cityops.localstack.Console;
import io.cityops.localstack.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Children whose supervisor was killed: they go on running, and are found by what it last wrote down. */
public final class Leftovers {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final StackState written;
    private final Console console;

    public Leftovers(StackState written, Console console) {
        this.written = written;
        this.console = console;
    }

    /**
     * Stops each that is still alive, in the given order.
     *
     * @param fastShutdown names of those that wait for their clients unless interrupted
     * @return how many there were
     */
    public int stop(List<String> order, List<String> fastShutdown) {
        int stopped = 0;
        for (String name : order) {
            for (ProcessStatus process : written.processes()) {
                Optional<ProcessHandle> alive = LiveProcess.find(process.pid(), process.startedAt());
                if (process.name().equals(name) && alive.isPresent()) {
                    console.say("stopping " + name + ", left over from a run that was killed");
                    stop(alive.get(), fastShutdown.contains(name) ? "INT" : "TERM");
                    stopped++;
                }
            }
        }
        return stopped;
    }

    private static void stop(ProcessHandle process, String signal) {
        Signal.send(signal, process.pid());
        try {
            process.onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
