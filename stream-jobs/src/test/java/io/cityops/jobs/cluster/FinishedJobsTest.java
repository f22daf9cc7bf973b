package io.cityops.jobs.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FinishedJobsTest {
    @TempDir
    private Path haStorage;

    @Test
    void anEmptyStoreHasNothingToClear() throws IOException {
        Files.createDirectories(haStorage.resolve("job-result-store/cityops"));
        assertThat(new FinishedJobs(haStorage).any()).isFalse();
        assertThat(new FinishedJobs(haStorage.resolve("absent")).any()).isFalse();
    }

    @Test
    void aNoteOfAnEndedJobOrApplicationIsFound() throws IOException {
        Path note = haStorage.resolve("application-result-store/cityops/1_DIRTY.json");
        Files.createDirectories(note.getParent());
        Files.writeString(note, "{}");
        assertThat(new FinishedJobs(haStorage).any()).isTrue();
    }
}
