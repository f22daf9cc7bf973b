package io.cityops.gateway.identity;

import static io.cityops.gateway.registry.DeviceFixtures.disabled;
import static io.cityops.gateway.registry.DeviceFixtures.mirrorOf;
import static io.cityops.gateway.registry.DeviceFixtures.revoked;
import static io.cityops.gateway.registry.DeviceFixtures.riverGauge;
import static io.cityops.gateway.registry.DeviceFixtures.tokenOf;
import static io.cityops.gateway.registry.DeviceFixtures.withoutToken;
import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.operations.SignInOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    private final SignIn signIn = new SignIn(
            mirrorOf(riverGauge("a"), disabled("off"), withoutToken("fresh")),
            revoked("bad"),
            Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void deviceSignsInWithItsIdAndToken() {
        SignIn.Decision decision = signIn.decide(claim("a", "a", token("a"), null));

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
        assertThat(outcome("", "a", token("a"))).isEqualTo(SignInOutcome.ACCEPTED);
    }

    @Test
    void missingCredentialsAreRefused() {
        assertThat(outcome("a", null, null)).isEqualTo(SignInOutcome.NO_CREDENTIALS);
        assertThat(outcome("a", "a", null)).isEqualTo(SignInOutcome.NO_CREDENTIALS);
    }

    @Test
    void willMayOnlySpeakOfTheDeviceItself() {
        assertThat(signIn.decide(claim("a", "a", token("a"), "city/water/a/status"))
                        .outcome())
                .isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(signIn.decide(claim("a", "a", token("a"), "city/water/b/status"))
                        .outcome())
                .isEqualTo(SignInOutcome.FOREIGN_WILL);
    }

    private SignInOutcome outcome(String clientId, String userName, byte[] password) {
        return signIn.decide(claim(clientId, userName, password, null)).outcome();
    }

    private static SignIn.Claim claim(String clientId, String userName, byte[] password, String willTopic) {
        return new SignIn.Claim(clientId, userName, password, willTopic, null);
    }

    private SignInOutcome with(ClientCertificate certificate, String clientId, String userName, String password) {
        byte[] given = password == null ? null : password.getBytes(StandardCharsets.UTF_8);
        return signIn.decide(new SignIn.Claim(clientId, userName, given, null, certificate))
                .outcome();
    }

    private static ClientCertificate certificate(String serial, String commonName) {
        return new ClientCertificate(serial, commonName, NOW.minusSeconds(60), NOW.plusSeconds(60));
    }

    @Test
    void certificateOfTheDeviceNeedsNoToken() {
        assertThat(with(certificate("1", "a"), "a", null, null)).isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(with(certificate("1", "a"), "", "a", null)).isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(with(certificate("1", "a"), "a", "a", "")).isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(with(certificate("1", "fresh"), "fresh", null, null)).isEqualTo(SignInOutcome.ACCEPTED);
    }

    @Test
    void tokenThatIsShownBesideACertificateMustBeRight() {
        assertThat(with(certificate("1", "a"), "a", "a", tokenOf("a"))).isEqualTo(SignInOutcome.ACCEPTED);
        assertThat(with(certificate("1", "a"), "a", "a", tokenOf("b"))).isEqualTo(SignInOutcome.WRONG_TOKEN);
    }

    @Test
    void certificateIsGoodForItsOwnDeviceOnly() {
        assertThat(with(certificate("1", "a"), "fresh", null, null)).isEqualTo(SignInOutcome.FOREIGN_CLIENT_ID);
        assertThat(with(certificate("1", "a"), "a", "fresh", null)).isEqualTo(SignInOutcome.FOREIGN_CLIENT_ID);
        assertThat(with(certificate("1", "nobody"), "nobody", null, null)).isEqualTo(SignInOutcome.UNKNOWN_DEVICE);
        assertThat(with(certificate("1", null), "a", null, null)).isEqualTo(SignInOutcome.FOREIGN_CERTIFICATE);
        assertThat(with(certificate("1", "off"), "off", null, null)).isEqualTo(SignInOutcome.DISABLED_DEVICE);
    }

    @Test
    void revokedOrExpiredCertificateIsRefusedEvenWithTheRightToken() {
        ClientCertificate expired = new ClientCertificate("1", "a", NOW.minusSeconds(60), NOW);

        assertThat(with(certificate("bad", "a"), "a", "a", tokenOf("a"))).isEqualTo(SignInOutcome.REVOKED_CERTIFICATE);
        assertThat(with(expired, "a", "a", tokenOf("a"))).isEqualTo(SignInOutcome.EXPIRED_CERTIFICATE);
    }

    private static byte[] token(String deviceId) {
        return tokenOf(deviceId).getBytes(StandardCharsets.UTF_8);
    }
}
