package io.cityops.gateway.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Utf8Test {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c0af",
                "c1bf",
                "c3",
                "e08080",
                "e282",
                "eda080",
                "edbfbf",
                "f0808080",
                "f4908080",
                "f5808080",
                "ff"
            })
    void illFormedBytesAreFound(String hex) {
        assertThat(Utf8.isWellFormed(HexFormat.of().parseHex(hex))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "nước", "\uFFFD", "\uFEFF", "😀", "\u0000"})
    void textIsWellFormed(String text) {
        assertThat(Utf8.isWellFormed(text.getBytes(StandardCharsets.UTF_8))).isTrue();
    }

    @Test
    void agreesWithThePlatformOnAnyBytes() {
        Random random = new Random(1);
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = new byte[random.nextInt(6)];
            random.nextBytes(bytes);
            assertThat(Utf8.isWellFormed(bytes))
                    .as(HexFormat.of().formatHex(bytes))
                    .isEqualTo(platformDecodes(bytes));
        }
    }

    private static boolean platformDecodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
