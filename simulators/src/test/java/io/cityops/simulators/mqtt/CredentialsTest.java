package io.cityops.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    private Path folder;

    @Test
    void tokensAreFoundByDeviceWithTheHeadingOrWithout() throws IOException {
        Path file = Files.writeString(folder.resolve("with.csv"), "device_id,token\ncam-1,abc\n\ncam-2,d-e_f\n");
        Credentials credentials = Credentials.read(file);
        assertThat(credentials.size()).isEqualTo(2);
        assertThat(credentials.token("cam-2")).contains("d-e_f");
        assertThat(credentials.token("cam-3")).isEmpty();
        assertThat(Credentials.read(Files.writeString(folder.resolve("bare.csv"), "cam-1,abc"))
                        .token("cam-1"))
                .contains("abc");
    }

    @Test
    void aLineThatIsNoneIsNamedButNotShownForItMayHoldASecret() throws IOException {
        Path file = Files.writeString(folder.resolve("bad.csv"), "device_id,token\ncam-1 secret\n");
        assertThatThrownBy(() -> Credentials.read(file))
                .hasMessageContaining("bad.csv:2")
                .hasMessageContaining("device_id,token")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aMissingFileIsToldWithTheRemedy() {
        assertThatThrownBy(() -> Credentials.read(folder.resolve("none.csv")))
                .hasMessageContaining("none.csv")
                .hasMessageContaining("register the devices first");
    }
}
