package io.cityops.localstack.database;

import io.cityops.localstack.process.Execution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The unpacked server: {@code server/} with PostgreSQL and, where it could be had, the TimescaleDB extension;
 * {@code libc/} with a newer C library where the host's is too old for that extension.
 */
record ServerFiles(Path home) {
    Path initdb() {
        return home.resolve("server/bin/initdb");
    }

    Path postgres() {
        return home.resolve("server/bin/postgres");
    }

    Path extensions() {
        return home.resolve("server/share/postgresql/extension");
    }

    Path libraries() {
        return home.resolve("server/lib/postgresql");
    }

    private Path libc() {
        return home.resolve("libc");
    }

    boolean hasTimescale() {
        return Files.exists(extensions().resolve("timescaledb.control"));
    }

    /** The command line that starts the server, without arguments. */
    List<String> serverCommand() throws IOException {
        List<String> command = new ArrayList<>();
        Path loader = loaderIn(libc());
        if (loader != null) {
            command.add(loader.toString());
            command.add("--library-path");
            command.add(libc() + ":" + home.resolve("server/lib"));
            command.add("--argv0");
            command.add(postgres().toString());
        }
        command.add(postgres().toString());
        return command;
    }

    private static @Nullable Path loaderIn(Path libc) throws IOException {
        if (!Files.isDirectory(libc)) {
            return null;
        }
        try (Stream<Path> files = Files.list(libc)) {
            return files.filter(file -> file.getFileName().toString().startsWith("ld-linux"))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Whether the host's C library runs what was built against the one of version {@code major.minor}. */
    static boolean hostRunsGlibc(int major, int minor) {
        Execution version = Execution.run(Duration.ofSeconds(10), List.of("getconf", "GNU_LIBC_VERSION"));
        String[] parts = version.lastLine().replaceAll("[^0-9.]", "").split("\\.", -1);
        if (!version.succeeded() || parts.length < 2) {
            return false;
        }
        int hostMajor = Integer.parseInt(parts[0]);
        return hostMajor > major || (hostMajor == major && Integer.parseInt(parts[1]) >= minor);
    }
}
