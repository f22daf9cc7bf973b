package io.cityops.localstack.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogRotationTest {
    @TempDir
    private Path logs;

    @Test
    void aLongLogIsPackedAndItsProcessGoesOnAppendingToIt() throws IOException {
        Path log = logs.resolve("gateway.log");
        LogRotation rotation = new LogRotation(logs, 10, 2);
        try (OutputStream process = Files.newOutputStream(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            process.write("eleven char".getBytes(StandardCharsets.UTF_8));
            assertThat(rotation.rotate()).isEqualTo(1);
            process.write("next".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(log).hasContent("next");
        assertThat(unpacked("gateway.log.1.gz")).isEqualTo("eleven char");
        assertThat(rotation.rotate()).isZero();
    }

    @Test
    void onlySoManyPackedLogsAreKept() throws IOException {
        LogRotation rotation = new LogRotation(logs, 0, 2);
        for (String text : new String[] {"first", "second", "third"}) {
            Files.writeString(logs.resolve("jobs.log"), text);
            rotation.rotate();
        }
        assertThat(unpacked("jobs.log.1.gz")).isEqualTo("third");
        assertThat(unpacked("jobs.log.2.gz")).isEqualTo("second");
        assertThat(logs.resolve("jobs.log.3.gz")).doesNotExist();
    }

    private String unpacked(String name) throws IOException {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(logs.resolve(name)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
