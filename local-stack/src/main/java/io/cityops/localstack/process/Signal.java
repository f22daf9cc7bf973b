package io.cityops.localstack.process;

import java.time.Duration;
import java.util.List;

/** Asks a process to stop in order; what it does then is its own affair. */
public final class Signal {
    private Signal() {}

    /** @param name without SIG, such as {@code TERM} */
    public static void send(String name, long pid) {
        // The shell's own kill: the program of that name is not on every machine.
        Execution.run(Duration.ofSeconds(5), List.of("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid)));
    }
}
