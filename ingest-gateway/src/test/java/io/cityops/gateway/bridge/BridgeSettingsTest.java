package io.cityops.gateway.bridge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.model.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BridgeSettingsTest {
    @TempDir
    Path directory;

    @Test
    void defaultsAreThese() throws IOException {
        BridgeSettings bridge = BridgeSettings.read(file("""
                        bridges:
                          - {name: old, url: "tcp://broker:1883", topics: "v3/#", acts_as: lora}
                        """)).getFirst();

        assertThat(bridge.clientId()).isEqualTo("cityops-old");
        assertThat(bridge.topics()).containsExactly("v3/#");
        assertThat(bridge.sharedGroup()).isNull();
        assertThat(bridge.user()).isNull();
        assertThat(bridge.receiveMaximum()).isEqualTo(200);
        assertThat(bridge.sessionExpiry()).isEqualTo(Duration.ofDays(7));
    }

    @Test
    void withoutAFileThereAreNone() {
        assertThat(BridgeSettings.read(null)).isEmpty();
    }

    @Test
    void passwordComesFromAFileBesideIt() throws IOException {
        Files.writeString(directory.resolve("secret"), "s3cret\n");
        BridgeSettings bridge = BridgeSettings.read(file("""
                        bridges:
                          - {name: old, url: "ssl://broker:8883", user: u, password_file: secret, topics: [a], acts_as: lora}
                        """)).getFirst();

        assertThat(bridge.password()).isEqualTo("s3cret");
        assertThat(bridge).asString().doesNotContain("s3cret");
    }

    @Test
    void everyMistakeIsToldWithItsLine() throws IOException {
        Path file = file("""
                bridges:
                  - {name: old, url: "broker:1883", topic: [a], acts_as: lora, receive_maximum: 0}
                """);

        assertThatThrownBy(() -> BridgeSettings.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("bridges.yaml:2 url: 'broker:1883'")
                .hasMessageContaining("did you mean 'topics'?")
                .hasMessageContaining("receive_maximum: allowed is 1 to");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("bridges.yaml"), text);
    }
}
