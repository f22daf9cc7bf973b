package io.cityops.localstack.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParallelismTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasChosenIsKept() throws IOException {
        Parallelism parallelism = new Parallelism(folder.resolve("jobs-parallelism"));
        assertThat(parallelism.chosen()).isEmpty();
        parallelism.choose(3);
        assertThat(parallelism.chosen()).hasValue(3);
    }

    @Test
    void moreThanThereArePartitionsIsRefusedWithWhatIsAllowed() throws IOException {
        Parallelism parallelism = new Parallelism(folder.resolve("jobs-parallelism"));
        Files.writeString(folder.resolve("jobs-parallelism"), "5");
        assertThatThrownBy(parallelism::chosen).hasMessageContaining("'5'; allowed is a whole number from 1 to 4");
    }
}
