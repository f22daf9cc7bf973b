package io.cityops.localstack.city;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.localstack.StackFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path root;

    @Test
    void secretsAreOutOfOthersSight() throws IOException {
        DataFolder data = new DataFolder(root);
        data.create();
        data.adminPassword().write("secret\n");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("config"))))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(data.adminPassword().file())))
                .isEqualTo("rw-------");
    }

    @Test
    void startingEmptyTouchesNothingThatIsNotOurs() throws IOException {
        DataFolder data = new DataFolder(root);
        data.create();
        Path letters = Files.writeString(root.resolve("letters.txt"), "mine");
        Path rows = Files.writeString(
                Files.createDirectory(root.resolve("postgres")).resolve("rows"), "old");

        data.empty();

        assertThat(letters).exists();
        assertThat(rows).doesNotExist();
        assertThat(root.resolve("config")).isEmptyDirectory();
    }

    @Test
    void folderThatCannotBeMadeIsSaidInOneLineWithTheRemedy() throws IOException {
        Path file = Files.writeString(root.resolve("file"), "");
        assertThatThrownBy(() -> new DataFolder(file.resolve("data")).create())
                .isInstanceOf(StackFailure.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data DIR")
                .hasMessageNotContaining("\n");
    }
}
