package io.cityops.gateway;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** What the operating system lets this process open. */
final class FileDescriptors {
    /** For files, Kafka, the database and connections that are about to be refused. */
    private static final long RESERVE = 256;

    private FileDescriptors() {}

    /** The wanted number of connections, or as many as fit under the limit of file descriptors with a reserve. */
    static int connectionsWithin(int wanted) {
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system) {
            long max = system.getMaxFileDescriptorCount();
            long usable = Math.max(max / 2, max - RESERVE);
            return (int) Math.min(wanted, Math.max(1, usable));
        }
        return wanted;
    }
}
