package io.cityops.jobs;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalKeyedStateHandle;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.KeyedStateHandle;
import org.apache.flink.runtime.state.OperatorStateHandle;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints and savepoints on disk, of this start of the process and of earlier ones: each job has a folder of
 * its own under the root. A checkpoint is complete once its {@code _metadata} is there, which Flink writes last.
 */
public final class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final String METADATA = "_metadata";
    /** Folders of earlier jobs that are kept beside the one restored from. */
    private static final int SPARE_JOBS = 1;

    private final Path root;

    public Checkpoints(Path root) {
        this.root = root;
    }

    /** As Flink takes it: it does not undo what a URI escapes, and would write beside a folder with a space in its name. */
    public static String location(Path folder) {
        return org.apache.flink.core.fs.Path.fromLocalFile(folder.toFile()).toString();
    }

    /** The newest that can be read with all its files; one that cannot is named in the log, and the next is tried. */
    public Optional<Path> newestReadable() {
        for (Path checkpoint : newestFirst()) {
            try {
                read(checkpoint);
                return Optional.of(checkpoint);
            } catch (IOException | RuntimeException e) {
                LOG.warn("Checkpoint {} cannot be read, trying the one before: {}", checkpoint, e.toString());
            }
        }
        return Optional.empty();
    }

    /** When the newest checkpoint was completed. */
    Optional<Instant> newestAt() {
        return newestFirst().stream().findFirst().map(Checkpoints::completedAt);
    }

    /** Removes the folders of earlier jobs, but for the one restored from and one to spare. */
    public void prune(Optional<Path> restoredFrom) {
        List<Path> jobs = new ArrayList<>();
        for (Path checkpoint : newestFirst()) {
            Path job = jobOf(checkpoint);
            if (!jobs.contains(job)) {
                jobs.add(job);
            }
        }
        List<Path> kept = new ArrayList<>(jobs.subList(0, Math.min(jobs.size(), 1 + SPARE_JOBS)));
        restoredFrom.ifPresent(checkpoint -> kept.add(jobOf(checkpoint)));
        for (Path folder : folders(root)) {
            if (!kept.contains(folder)) {
                delete(folder);
            }
        }
    }

    private Path jobOf(Path checkpoint) {
        return root.resolve(root.relativize(checkpoint).getName(0));
    }

    private List<Path> newestFirst() {
        List<Path> complete = new ArrayList<>();
        for (Path job : folders(root)) {
            for (Path checkpoint : folders(job)) {
                if (Files.isRegularFile(checkpoint.resolve(METADATA))) {
                    complete.add(checkpoint);
                }
            }
        }
        complete.sort(Comparator.comparing(Checkpoints::completedAt).reversed());
        return complete;
    }

    private static List<Path> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.filter(Files::isDirectory).toList();
        } catch (IOException e) {
            return List.of(); // removed by Flink in this moment
        }
    }

    private static Instant completedAt(Path checkpoint) {
        try {
            return Files.getLastModifiedTime(checkpoint.resolve(METADATA)).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    private static void read(Path checkpoint) throws IOException {
        Path file = checkpoint.resolve(METADATA);
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            CheckpointMetadata metadata = org.apache.flink.runtime.checkpoint.Checkpoints.loadCheckpointMetadata(
                    in, Checkpoints.class.getClassLoader(), location(checkpoint));
            for (OperatorState operator : metadata.getOperatorStates()) {
                for (OperatorSubtaskState subtask : operator.getStates()) {
                    checkFiles(subtask);
                }
            }
        }
    }

    private static void checkFiles(OperatorSubtaskState subtask) throws IOException {
        for (OperatorStateHandle handle : subtask.getManagedOperatorState()) {
            checkFile(handle.getDelegateStateHandle());
        }
        for (KeyedStateHandle handle : subtask.getManagedKeyedState()) {
            if (handle instanceof KeyGroupsStateHandle groups) {
                checkFile(groups.getDelegateStateHandle());
            } else if (handle instanceof IncrementalRemoteKeyedStateHandle incremental) {
                checkFile(incremental.getMetaDataStateHandle());
                for (IncrementalKeyedStateHandle.HandleAndLocalPath file : incremental.getSharedState()) {
                    checkFile(file.getHandle());
                }
                for (IncrementalKeyedStateHandle.HandleAndLocalPath file : incremental.getPrivateState()) {
                    checkFile(file.getHandle());
                }
            }
        }
    }

    private static void checkFile(StreamStateHandle handle) throws IOException {
        if (handle instanceof FileStateHandle file) {
            long size = Files.size(Path.of(file.getFilePath().toUri()));
            if (size < file.getStateSize()) {
                throw new IOException("%s has %d of %d bytes".formatted(file.getFilePath(), size, file.getStateSize()));
            }
        }
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            LOG.info("Removed the checkpoints of an earlier start: {}", folder);
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("Could not remove {}: {}", folder, e.getMessage());
        }
    }
}
