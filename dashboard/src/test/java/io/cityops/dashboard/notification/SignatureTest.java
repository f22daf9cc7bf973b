package io.cityops.dashboard.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class SignatureTest {
    private static final Instant AT = Instant.ofEpochSecond(1_795_300_000);

    @Test
    void itIsWhatOpenSslComputes() {
        // printf '%s' '1795300000.{"id":"7"}' | openssl dgst -sha256 -hmac 'a secret of the city'
        assertThat(new Signature("a secret of the city").of(AT, "{\"id\":\"7\"}"))
                .isEqualTo("v1=3d2e95cb643fea2c2411482f12081e9ce704756df66e791daae7fb24e9611ccb");
    }

    @Test
    void anotherMomentOrAnotherWordIsAnotherSignature() {
        Signature signature = new Signature("a secret of the city");

        assertThat(signature.of(AT, "{}"))
                .isNotEqualTo(signature.of(AT.plusSeconds(1), "{}"))
                .isNotEqualTo(signature.of(AT, "{} "));
    }
}
