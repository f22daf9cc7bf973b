package io.cityops.localstack.catalogue;

import io.cityops.localstack.Console;
import io.cityops.localstack.database.DatabaseAccess;
import io.cityops.localstack.desk.DeskServer;
import io.cityops.localstack.process.Launch;
import io.cityops.localstack.rehearsal.Rehearsals;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whoever serves rehearsals, in a process that can be killed; what runs is a shell that says what a rehearsal says. */
final class RehearsalServerProcess {
    private RehearsalServerProcess() {}

    /** The database's address, its folder, and the shell's script. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        DeskServer server = of(DatabaseAccess.of(arguments[0], Path.of(arguments[1])), arguments[2]);
        server.start();
        server.await();
    }

    static DeskServer of(DatabaseAccess database, String script) {
        Console console = new Console(new PrintStream(PrintStream.nullOutputStream()), Clock.systemUTC());
        Rehearsals rehearsals = new Rehearsals(
                arguments -> {
                    List<String> command = new ArrayList<>(List.of("sh", "-c", script, "rehearsal"));
                    command.addAll(arguments);
                    return new Launch(command, Map.of());
                },
                console);
        return new DeskServer(database, rehearsals, console);
    }

    static Process start(String jdbcUrl, Path directory, String script, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        RehearsalServerProcess.class.getName(),
                        jdbcUrl,
                        directory.toString(),
                        script)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }
}
