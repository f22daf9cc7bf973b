package io.cityops.dashboard.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
    @TempDir
    private Path data;

    @Test
    void theKeyIsMadeOnceAndKept() {
        String first = KeyFile.text(data, KeyFile.REMEMBER);

        assertThat(first).hasSizeGreaterThanOrEqualTo(43);
        assertThat(KeyFile.text(data, KeyFile.REMEMBER)).isEqualTo(first);
    }

    @Test
    void onlyItsOwnerMayReadTheKey() throws IOException {
        KeyFile.text(data, KeyFile.REMEMBER);

        assertThat(Files.getPosixFilePermissions(data.resolve("config/dashboard-remember-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aDamagedKeyIsNotUsed() throws IOException {
        Files.createDirectories(data.resolve("config"));
        Files.writeString(data.resolve("config/dashboard-remember-key"), "short");

        assertThatThrownBy(() -> KeyFile.text(data, KeyFile.REMEMBER))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("damaged");
    }
}
