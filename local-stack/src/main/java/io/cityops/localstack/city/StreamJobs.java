package io.cityops.localstack.city;

import io.cityops.localstack.process.Launch;
import java.util.List;
import java.util.Map;

/** Commands of the stream jobs that run beside the city, and end. */
public final class StreamJobs {
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    /** As the job itself is started: hours of telemetry want the better compiler. */
    private static final List<String> FLAGS_OF_A_REHEARSAL = List.of("-Xmx1g", "-XX:MaxDirectMemorySize=256m");

    private StreamJobs() {}

    /** @param environment where the database is, and who signs in */
    public static Launch rehearsal(StackSettings settings, List<String> arguments, Map<String, String> environment) {
        return Modules.of(settings.home(), settings.cache())
                .runAs(
                        "RehearseRule",
                        "stream-jobs",
                        FLAGS_OF_A_REHEARSAL,
                        "io.cityops.jobs.rehearse.RehearseRule",
                        arguments,
                        environment);
    }

    public static Launch run(StackSettings settings, String mainClass, List<String> arguments) {
        Modules modules = Modules.of(settings.home(), settings.cache());
        String program = mainClass.substring(mainClass.lastIndexOf('.') + 1);
        return modules.runAs(program, "stream-jobs", FLAGS, mainClass, arguments, Map.of());
    }
}
