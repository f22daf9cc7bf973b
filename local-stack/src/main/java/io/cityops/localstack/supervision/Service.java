package io.cityops.localstack.supervision;

import io.cityops.localstack.process.Launch;
import java.time.Duration;
import java.util.List;

/**
 * One part of the city as the stack runs it.
 *
 * @param ports where it listens
 * @param launcher says what to start; asked again before every start
 * @param health whether it can work, asked while it starts
 * @param watch the same, asked every few seconds once it was ready; may be cheaper
 * @param afterFirstStart what is still to do before others may rely on it, once a run of the stack
 * @param stopSignal the name of the signal that makes it stop in order
 */
public record Service(
        String name,
        List<Integer> ports,
        Launcher launcher,
        Health health,
        Health watch,
        Step afterFirstStart,
        String stopSignal,
        Duration startLimit,
        Duration stopLimit) {
    public Service {
        ports = List.copyOf(ports);
    }

    /** What to start. */
    @FunctionalInterface
    public interface Launcher {
        Launch prepare() throws Exception;
    }

    /** Something to be done. */
    @FunctionalInterface
    public interface Step {
        void run() throws Exception;
    }
}
