package io.cityops.model.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

class DeviceTokenTest {
    private final SecureRandom random = new SecureRandom();

    @Test
    void onlyItsOwnTokenMatches() {
        byte[] salt = DeviceToken.newSalt(random);
        String token = DeviceToken.generate(random);
        byte[] hash = DeviceToken.hash(salt, token);

        assertThat(DeviceToken.matches(salt, hash, token.getBytes(UTF_8))).isTrue();
        assertThat(DeviceToken.matches(salt, hash, DeviceToken.generate(random).getBytes(UTF_8)))
                .isFalse();
        assertThat(DeviceToken.matches(DeviceToken.newSalt(random), hash, token.getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void tokenCarries128BitsInPlainCharacters() {
        assertThat(DeviceToken.generate(random)).matches("[A-Za-z0-9_-]{22}");
    }
}
