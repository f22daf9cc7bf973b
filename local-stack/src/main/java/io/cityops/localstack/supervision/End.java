package io.cityops.localstack.supervision;

import java.nio.file.FileSystemException;
import java.time.Duration;

/** How a process ended, in the words of a sentence about it, and how long it had been ready. */
record End(String how, Duration readyFor) {
    static End of(int exitCode, Duration readyFor) {
        return new End(
                exitCode > 128 ? "was killed by signal " + (exitCode - 128) : "ended with exit code " + exitCode,
                readyFor);
    }

    /** It never ran. */
    static End notStarted(Exception reason) {
        // An exception of the file system has only the file in its message.
        String why = reason instanceof FileSystemException
                ? reason.getClass().getSimpleName().replace("Exception", "") + " " + reason.getMessage()
                : String.valueOf(reason.getMessage());
        return new End("could not be started (" + why + ")", Duration.ZERO);
    }
}
