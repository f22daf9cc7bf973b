package io.cityops.localstack.database;

import io.cityops.localstack.Cache;
import io.cityops.localstack.FileTree;
import io.cityops.localstack.StackFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts the server's pieces together in the cache: PostgreSQL from the class path, TimescaleDB from Debian's archive.
 * A second call finds them there. Where the extension cannot be had, the server comes without it.
 */
final class ServerProvision {
    /** The release of Debian whose PostgreSQL is of the same major version as ours. */
    private static final String SUITE = "trixie";

    private static final String EXTENSION_PACKAGE = "postgresql-17-timescaledb";

    private final Cache cache;
    private final Consumer<String> progress;

    ServerProvision(Cache cache, Consumer<String> progress) {
        this.cache = cache;
        this.progress = progress;
    }

    /** With TimescaleDB where it can be had, else without. */
    ServerFiles best() throws IOException {
        ServerFiles timescale = files("timescaledb");
        if (Files.isDirectory(timescale.home())) {
            return timescale;
        }
        try {
            return withTimescale();
        } catch (IOException e) {
            progress.accept("WARNING: TimescaleDB cannot be had here (" + e.getMessage()
                    + "): continuing with plain PostgreSQL, without hypertables");
            return plain();
        }
    }

    ServerFiles withTimescale() throws IOException {
        ServerFiles files = files("timescaledb");
        if (!Files.isDirectory(files.home())) {
            assemble(files.home(), this::addTimescale);
        }
        return files;
    }

    ServerFiles plain() throws IOException {
        ServerFiles files = files("plain");
        if (!Files.isDirectory(files.home())) {
            assemble(files.home(), home -> {});
        }
        return files;
    }

    private ServerFiles files(String edition) throws IOException {
        return new ServerFiles(cache.resolve("postgres").resolve(digestOfBinaries() + "-" + edition));
    }

    /** Builds beside its place and moves there as a whole, so that a half-made server is never used. */
    private void assemble(Path home, Step addition) throws IOException {
        cache.create();
        Path parent = Objects.requireNonNull(home.getParent());
        Files.createDirectories(parent);
        Path building = Files.createTempDirectory(parent, "building");
        try {
            FileTree.openToAll(building);
            progress.accept("unpacking PostgreSQL");
            try (InputStream archive = binaries()) {
                ServerArchive.unpack(archive, building.resolve("server"));
            }
            addition.into(building);
            try {
                Files.move(building, home, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException e) {
                throw e;
            } catch (FileSystemException e) {
                if (!Files.isDirectory(home)) {
                    throw e;
                }
                // Another process was first; its server is as good as ours.
            }
        } finally {
            FileTree.delete(building);
        }
    }

    private void addTimescale(Path home) throws IOException {
        Path workspace = Files.createTempDirectory(cache.directory(), "packages");
        try {
            progress.accept("downloading TimescaleDB (Debian's package " + EXTENSION_PACKAGE + ")");
            DebianPackages packages = new DebianPackages(SUITE, workspace);
            Path extension = packages.unpack(EXTENSION_PACKAGE);
            ServerFiles files = new ServerFiles(home);
            copyTimescale(extension.resolve("usr/lib/postgresql/17/lib"), files.libraries());
            copyTimescale(extension.resolve("usr/share/postgresql/17/extension"), files.extensions());
            if (!ServerFiles.hostRunsGlibc(2, 38)) {
                Path libc = packages.unpack("libc6");
                copyLibc(libc.resolve("usr/lib"), home.resolve("libc"));
            }
        } finally {
            FileTree.delete(workspace);
        }
    }

    private static void copyTimescale(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                if (file.getFileName().toString().startsWith("timescaledb")) {
                    Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
    }

    /** The libraries lie in a folder named after the machine's architecture. */
    private static void copyLibc(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        FileTree.openToAll(to);
        try (Stream<Path> files = Files.find(
                from, 2, (file, attributes) -> file.getFileName().toString().contains(".so"))) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.copy(file, to.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String digestOfBinaries() throws IOException {
        try (InputStream archive = binaries()) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            archive.transferTo(new java.security.DigestOutputStream(java.io.OutputStream.nullOutputStream(), digest));
            return HexFormat.of().formatHex(digest.digest(), 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InputStream binaries() {
        String architecture = System.getProperty("os.arch");
        String name = "aarch64".equals(architecture) ? "arm_64" : "x86_64";
        InputStream archive =
                ServerProvision.class.getClassLoader().getResourceAsStream("postgres-linux-" + name + ".txz");
        if (archive == null) {
            throw new StackFailure(
                    "there is no embedded PostgreSQL for " + System.getProperty("os.name") + " on " + architecture,
                    "Name a server of your own with CITYOPS_DB_URL");
        }
        return new BufferedInputStream(archive);
    }

    @FunctionalInterface
    private interface Step {
        void into(Path home) throws IOException;
    }
}
