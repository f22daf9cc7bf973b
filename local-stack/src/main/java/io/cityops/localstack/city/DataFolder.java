package io.cityops.localstack.city;

import io.cityops.localstack.FileTree;
import io.cityops.localstack.SecretFile;
import io.cityops.localstack.StackFailure;
import io.cityops.localstack.supervision.StateFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Where one city keeps everything it must not lose, and what only one instance at a time may touch. */
public record DataFolder(Path root) {
    /** Less than this, and the database or the broker would stop in the middle of the night. */
    private static final long LEAST_FREE_BYTES = 1L << 30;

    private static final List<String> PARTS = List.of("config", "logs", "postgres", "kafka", "flink", "drills");

    public Path config(String name) {
        return root.resolve("config").resolve(name);
    }

    public SecretFile adminPassword() {
        return new SecretFile(config("admin-password"));
    }

    /** Checkpoints, savepoints and what else Flink keeps. */
    public Path flink() {
        return root.resolve("flink");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public StateFile stateFile() {
        return new StateFile(root.resolve("run/stack.json"));
    }

    /** Makes it where it is missing, with secrets out of sight of other users. */
    void create() throws IOException {
        try {
            Files.createDirectories(root);
            Files.createDirectories(logs());
            Files.createDirectories(root.resolve("run"));
            Files.createDirectories(root.resolve("config"));
            Files.setPosixFilePermissions(root.resolve("config"), PosixFilePermissions.fromString("rwx------"));
        } catch (IOException e) {
            throw new StackFailure(
                    "the data folder " + root + " cannot be written (" + e.getMessage() + ")",
                    "Make it yours, or name another one with --data DIR",
                    e);
        }
    }

    /** Held until the process ends, however it ends. */
    FileLock lock() throws IOException {
        FileChannel channel =
                FileChannel.open(root.resolve("run/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new StackFailure(
                    "the data folder " + root + " is in use by another instance of CityOps"
                            + supervisor(stateFile().read().supervisorPid()),
                    "Stop that one with: ./cityops down, or name another folder with --data DIR");
        }
        return lock;
    }

    private static String supervisor(long pid) {
        return pid == 0 ? "" : " (process " + pid + ")";
    }

    void requireSpace() throws IOException {
        long free = Files.getFileStore(root).getUsableSpace();
        if (free < LEAST_FREE_BYTES) {
            throw new StackFailure(
                    "the disk of " + root + " is full: " + (free >> 20) + " MiB free, " + (LEAST_FREE_BYTES >> 20)
                            + " MiB needed",
                    "Make room, or name a folder on another disk with --data DIR");
        }
    }

    /** Empties what CityOps made, and touches nothing else that may lie here. */
    void empty() throws IOException {
        for (String part : PARTS) {
            FileTree.delete(root.resolve(part));
        }
        Files.deleteIfExists(stateFile().file());
        create();
    }
}
