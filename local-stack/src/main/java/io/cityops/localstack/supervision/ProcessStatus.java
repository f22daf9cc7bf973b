package io.cityops.localstack.supervision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one child process.
 *
 * @param pid 0 when it does not run
 * @param startedAt when this process was started, as the operating system has it; null when it does not run
 * @param restarts how often it was started again since the stack was
 */
public record ProcessStatus(
        String name,
        ProcessState state,
        long pid,
        List<Integer> ports,
        @Nullable Instant startedAt,
        int restarts) {
    public ProcessStatus {
        ports = List.copyOf(ports);
    }

    static ProcessStatus waiting(String name, List<Integer> ports) {
        return new ProcessStatus(name, ProcessState.DOWN, 0, ports, null, 0);
    }

    ProcessStatus started(Process process) {
        return new ProcessStatus(
                name, ProcessState.STARTING, process.pid(), ports, LiveProcess.startOf(process.toHandle()), restarts);
    }

    ProcessStatus in(ProcessState newState) {
        return new ProcessStatus(name, newState, pid, ports, startedAt, restarts);
    }

    ProcessStatus down() {
        return new ProcessStatus(name, ProcessState.DOWN, 0, ports, null, restarts);
    }

    ProcessStatus restarting() {
        return new ProcessStatus(name, ProcessState.STARTING, 0, ports, null, restarts + 1);
    }
}
