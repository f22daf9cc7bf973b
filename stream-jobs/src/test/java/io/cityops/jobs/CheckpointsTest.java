package io.cityops.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T05:00:00Z");

    @TempDir
    Path root;

    @Test
    void theNewestCheckpointOfAnyJobIsTheOneToBeginFrom() throws Exception {
        checkpoint("job-b", "chk-9", NOON);
        Path newest = checkpoint("job-a", "chk-3", NOON.plusSeconds(2));
        assertThat(new Checkpoints(root).newestReadable()).contains(newest);
        assertThat(new Checkpoints(root).newestAt()).contains(NOON.plusSeconds(2));
    }

    @Test
    void oneThatWasNotCompletedDoesNotCount() throws Exception {
        Path complete = checkpoint("job", "chk-1", NOON);
        Files.createDirectories(root.resolve("job/chk-2"));
        Files.createDirectories(root.resolve("job/shared"));
        assertThat(new Checkpoints(root).newestReadable()).contains(complete);
    }

    @Test
    void whenTheNewestCannotBeReadTheOneBeforeServes() throws Exception {
        Path older = checkpoint("job", "chk-1", NOON);
        Path newer = checkpoint("job", "chk-2", NOON.plusSeconds(2));
        Files.write(newer.resolve("_metadata"), new byte[] {1, 2, 3});
        assertThat(new Checkpoints(root).newestReadable()).contains(older);
    }

    @Test
    void folderWithASpaceInItsNameStaysTheSameForFlink() {
        Path folder = Path.of("/srv/my city/flink");
        assertThat(new org.apache.flink.core.fs.Path(Checkpoints.location(folder)).getPath())
                .isEqualTo(folder.toString());
    }

    @Test
    void withoutAnyTheJobBeginsEmpty() {
        assertThat(new Checkpoints(root).newestReadable()).isEmpty();
        assertThat(new Checkpoints(root.resolve("never-made")).newestReadable()).isEmpty();
    }

    @Test
    void earlierJobsAreRemovedButForTheOneRestoredFromAndOneToSpare() throws Exception {
        checkpoint("job-1", "chk-1", NOON);
        checkpoint("job-2", "chk-1", NOON.plusSeconds(1));
        Path restoredFrom = checkpoint("job-3", "chk-1", NOON.plusSeconds(2));
        Files.createDirectories(root.resolve("job-4/chk-1"));
        checkpoint("job-5", "chk-1", NOON.plusSeconds(4));
        checkpoint("job-6", "chk-1", NOON.plusSeconds(5));
        new Checkpoints(root).prune(Optional.of(restoredFrom));
        try (var left = Files.list(root)) {
            List<String> names = left.map(path -> path.getFileName().toString()).toList();
            assertThat(names).containsExactlyInAnyOrder("job-3", "job-5", "job-6");
        }
    }

    private Path checkpoint(String job, String name, Instant completedAt) throws IOException {
        Path folder = Files.createDirectories(root.resolve(job).resolve(name));
        Path metadata = folder.resolve("_metadata");
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(metadata))) {
            org.apache.flink.runtime.checkpoint.Checkpoints.storeCheckpointMetadata(
                    new CheckpointMetadata(1, List.of(), List.of()), out);
        }
        Files.setLastModifiedTime(metadata, FileTime.from(completedAt));
        return folder;
    }
}
