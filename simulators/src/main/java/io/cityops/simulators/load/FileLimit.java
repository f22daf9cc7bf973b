package io.cityops.simulators.load;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Each connection is a file to the system, which limits how many a process may have open. */
final class FileLimit {
    private static final int OURS = 120;

    private FileLimit() {}

    /** @throws IllegalArgumentException with the remedy */
    static void require(int connections) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                && system.getMaxFileDescriptorCount() - OURS < connections) {
            throw new IllegalArgumentException(
                    "%d connections, but this process may have only %d files open; raise it with `ulimit -n %d`, or divide the load over several runs of different --seed"
                            .formatted(connections, system.getMaxFileDescriptorCount(), connections + OURS));
        }
    }
}
