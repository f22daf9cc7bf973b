package io.cityops.localstack.database;

import io.cityops.localstack.process.Execution;
import io.cityops.localstack.process.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Packages of one suite of Debian, downloaded and unpacked without being installed: nothing of the machine's own
 * package state is read or changed, and no root is needed.
 */
final class DebianPackages {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    private final Path workspace;
    private final List<String> options;

    /** @throws IOException where this machine has no such archive, or it is out of reach */
    DebianPackages(String suite, Path workspace) throws IOException {
        this.workspace = workspace;
        String sources = AptSources.forSuite(Path.of("/etc/apt"), suite);
        if (sources.isEmpty()) {
            throw new IOException("this machine names no Debian package archive");
        }
        Path lists = workspace.resolve("lists");
        Path cache = workspace.resolve("cache");
        Files.createDirectories(lists.resolve("partial"));
        Files.createDirectories(cache.resolve("archives/partial"));
        Path list = Files.writeString(workspace.resolve("archive.sources"), sources);
        this.options = List.of(
                "-q",
                "-oDir::Etc::SourceList=" + list,
                "-oDir::Etc::SourceParts=/dev/null",
                "-oDir::State::Lists=" + lists,
                "-oDir::Cache=" + cache,
                "-oAPT::Sandbox::User=root",
                "-oAcquire::Languages=none",
                "-oAcquire::Retries=2",
                "-oAcquire::http::Timeout=20");
        // An archive beside Debian's may not have the suite; whether ours did is seen when downloading.
        aptGet("update");
    }

    /** Unpacks the package into a new folder of its name and says where that is. */
    Path unpack(String name) throws IOException {
        Execution download = aptGet("download", name);
        if (!download.succeeded()) {
            throw new IOException("package " + name + " could not be downloaded: " + download.lastLine());
        }
        Path archive;
        try (Stream<Path> files = Files.list(workspace)) {
            archive = files.filter(file -> file.getFileName().toString().startsWith(name + "_"))
                    .filter(file -> file.toString().endsWith(".deb"))
                    .findFirst()
                    .orElseThrow(() -> new IOException("package " + name + " was not where it should be"));
        }
        Path unpacked = workspace.resolve(name);
        Execution unpack = Execution.run(LIMIT, List.of("dpkg-deb", "-x", archive.toString(), unpacked.toString()));
        if (!unpack.succeeded()) {
            throw new IOException("package " + name + " could not be unpacked: " + unpack.lastLine());
        }
        return unpacked;
    }

    private Execution aptGet(String... arguments) {
        List<String> command = new ArrayList<>(List.of("apt-get"));
        command.addAll(options);
        command.addAll(List.of(arguments));
        return Execution.run(LIMIT, workspace, new Launch(command, Map.of()));
    }
}
