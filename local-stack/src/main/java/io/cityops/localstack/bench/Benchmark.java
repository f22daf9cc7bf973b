package io.cityops.localstack.bench;

import io.cityops.localstack.Console;
import io.cityops.localstack.city.StackSettings;

/** Something to measure, on this machine and now. */
public interface Benchmark {
    /** The word on the command line. */
    String name();

    /** What it measures and how long that takes, on one line. */
    String about();

    /** Measures, and writes a report. */
    void run(StackSettings settings, Reports reports, Console console) throws Exception;
}
