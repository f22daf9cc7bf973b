package io.cityops.localstack.city;

import io.cityops.localstack.process.Launch;
import java.util.List;
import java.util.Map;

/** Short commands of the stream jobs, which need no running city. */
public final class StreamJobs {
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    private StreamJobs() {}

    public static Launch run(StackSettings settings, String mainClass, List<String> arguments) {
        Modules modules = Modules.of(settings.home(), settings.cache());
        String program = mainClass.substring(mainClass.lastIndexOf('.') + 1);
        return modules.runAs(program, "stream-jobs", FLAGS, mainClass, arguments, Map.of());
    }
}
