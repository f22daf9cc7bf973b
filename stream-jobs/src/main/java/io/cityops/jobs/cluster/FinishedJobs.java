package io.cityops.jobs.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * What Flink notes of jobs that ended, until it has cleared up after them. A job manager that finds such notes clears up
 * and takes the job for done; it must begin once more before it can run the job again.
 */
record FinishedJobs(Path haStorage) {
    private static final String[] STORES = {"job-result-store", "application-result-store"};

    boolean any() throws IOException {
        for (String store : STORES) {
            Path folder = haStorage.resolve(store);
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.walk(folder)) {
                    if (files.anyMatch(Files::isRegularFile)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}
