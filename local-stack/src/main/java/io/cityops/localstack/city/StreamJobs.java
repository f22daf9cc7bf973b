package io.cityops.localstack.city;

import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.process.Launch;
import java.util.List;
import java.util.Map;

/** Commands of the stream jobs that run beside the city, and end. */
public final class StreamJobs {
    private static final List<String> FLAGS = List.of("-Xmx256m", "-XX:TieredStopAtLevel=1");

    /** As the job itself is started: hours of telemetry want the better compiler. */
    private static final List<String> FLAGS_OF_A_REHEARSAL = List.of("-Xmx1g", "-XX:MaxDirectMemorySize=256m");

    private StreamJobs() {}

    /** It signs in as the reader: it changes nothing. */
    public static Launch rehearsal(StackSettings settings, DatabaseAccess database, List<String> arguments) {
        return Modules.of(settings.home(), settings.cache())
                .runAs(
                        "RehearseRule",
                        "stream-jobs",
                        FLAGS_OF_A_REHEARSAL,
                        "io.cityops.jobs.rehearse.RehearseRule",
                        arguments,
                        Map.of(
                                "CITYOPS_DB_URL", database.jdbcUrl(),
                                "CITYOPS_DB_USER", DatabaseRole.READER.roleName(),
                                "CITYOPS_DB_PASSWORD", database.password(DatabaseRole.READER)));
    }

    /** Every rule over telemetry in a file; no city is needed. */
    public static Launch day(StackSettings settings, List<String> arguments) {
        return Modules.of(settings.home(), settings.cache())
                .runAs(
                        "RehearseDay",
                        "stream-jobs",
                        FLAGS_OF_A_REHEARSAL,
                        "io.cityops.jobs.rehearse.RehearseDay",
                        arguments,
                        Map.of());
    }

    public static Launch run(StackSettings settings, String mainClass, List<String> arguments) {
        Modules modules = Modules.of(settings.home(), settings.cache());
        String program = mainClass.substring(mainClass.lastIndexOf('.') + 1);
        return modules.runAs(program, "stream-jobs", FLAGS, mainClass, arguments, Map.of());
    }
}
