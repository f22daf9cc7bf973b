package io.cityops.localstack.city;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalInt;

/** With how many parallel tasks the stream job begins, kept over restarts; absent: the job's own default. */
record Parallelism(Path file) {
    /** At most the partitions of topic telemetry: a source without one would hold event time. */
    static final int MOST = 4;

    static Parallelism keptIn(DataFolder data) {
        return new Parallelism(data.config("jobs-parallelism"));
    }

    OptionalInt chosen() throws IOException {
        if (!Files.exists(file)) {
            return OptionalInt.empty();
        }
        String text = Files.readString(file).strip();
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= MOST) {
                return OptionalInt.of(number);
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new IOException(file + ": '" + text + "'; allowed is a whole number from 1 to " + MOST);
    }

    void choose(int number) throws IOException {
        Files.writeString(file, number + "\n");
    }
}
