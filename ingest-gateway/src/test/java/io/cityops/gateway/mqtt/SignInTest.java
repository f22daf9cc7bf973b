package io.cityops.gateway.mqtt;

import static io.cityops.gateway.registry.DeviceFixtures.disabled;
import static io.cityops.gateway.registry.DeviceFixtures.mirrorOf;
import static io.cityops.gateway.registry.DeviceFixtures.riverGauge;
import static io.cityops.gateway.registry.DeviceFixtures.tokenOf;
import static io.cityops.gateway.registry.DeviceFixtures.withoutToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.SignInOutcome;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SignInTest {
    private final SignIn signIn = new SignIn(mirrorOf(riverGauge("a"), disabled("off"), withoutToken("fresh")));

    @Test
    void deviceSignsInWithItsIdAndToken() {
        SignIn.Decision decision = signIn.decide("a", "a", token("a"), null);

        assertThat(decision.outcome()).isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(decision.device()).isNotNull();
        assertThat(decision.device().id()).isEqualTo("a");
    }

    @Test
    void wrongTokenAndUnknownDeviceAreRefused() {
        assertThat(outcome("a", "a", token("b"))).isEqualTo(SignInOutcome.WRONG_TOKEN);
        assertThat(outcome("nobody", "nobody", token("nobody"))).isEqualTo(SignInOutcome.UNKNOWN_DEVICE);
        assertThat(outcome("a", "a", new byte[0])).isEqualTo(SignInOutcome.WRONG_TOKEN);
    }

    @Test
    void deviceWithoutAnIssuedTokenIsRefusedWhateverItSends() {
        assertThat(outcome("fresh", "fresh", new byte[0])).isEqualTo(SignInOutcome.NO_TOKEN_ISSUED);
        assertThat(outcome("fresh", "fresh", token("fresh"))).isEqualTo(SignInOutcome.NO_TOKEN_ISSUED);
    }

    @Test
    void disabledDeviceIsToldOnlyWhenItsTokenIsRight() {
        assertThat(outcome("off", "off", token("off"))).isEqualTo(SignInOutcome.DISABLED_DEVICE);
        assertThat(outcome("off", "off", token("a"))).isEqualTo(SignInOutcome.WRONG_TOKEN);
    }

    @Test
    void clientIdMustBeTheUserName() {
        assertThat(outcome("mosq-1234", "a", token("a"))).isEqualTo(SignInOutcome.FOREIGN_CLIENT_ID);
        assertThat(outcome("", "a", token("a"))).isEqualTo(SignInOutcome.FOREIGN_CLIENT_ID);
    }

    @Test
    void missingCredentialsAreRefused() {
        assertThat(outcome("a", null, null)).isEqualTo(SignInOutcome.NO_CREDENTIALS);
        assertThat(outcome("a", "a", null)).isEqualTo(SignInOutcome.NO_CREDENTIALS);
    }

    @Test
    void willMayOnlySpeakOfTheDeviceItself() {
        assertThat(signIn.decide("a", "a", token("a"), "city/water/a/status").outcome())
                .isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(signIn.decide("a", "a", token("a"), "city/water/b/status").outcome())
                .isEqualTo(SignInOutcome.FOREIGN_WILL);
    }

    private SignInOutcome outcome(String clientId, String userName, byte[] password) {
        return signIn.decide(clientId, userName, password, null).outcome();
    }

    private static byte[] token(String deviceId) {
        return tokenOf(deviceId).getBytes(StandardCharsets.UTF_8);
    }
}
