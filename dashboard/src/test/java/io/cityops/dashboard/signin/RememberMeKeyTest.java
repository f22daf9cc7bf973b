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

class RememberMeKeyTest {
    @TempDir
    private Path data;

    @Test
    void theKeyIsMadeOnceAndKept() {
        String first = RememberMeKey.in(data);

        assertThat(first).hasSizeGreaterThanOrEqualTo(43);
        assertThat(RememberMeKey.in(data)).isEqualTo(first);
    }

    @Test
    void onlyItsOwnerMayReadTheKey() throws IOException {
        RememberMeKey.in(data);

        assertThat(Files.getPosixFilePermissions(data.resolve("config/dashboard-remember-key")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aDamagedKeyIsNotUsed() throws IOException {
        Files.createDirectories(data.resolve("config"));
        Files.writeString(data.resolve("config/dashboard-remember-key"), "short");

        assertThatThrownBy(() -> RememberMeKey.in(data))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("damaged");
    }
}
