package io.cityops.localstack.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateExpiredException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateAuthorityTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir
    Path config;

    @Test
    void issuedCertificateNamesItsDeviceAndIsSignedByTheAuthority() throws Exception {
        CertificateAuthority authority = CertificateAuthority.in(config, NOW);

        X509Certificate issued =
                authority.issue("gauge:1.a-b_c", NOW, Duration.ofDays(30)).certificate();

        issued.verify(authority.certificate().getPublicKey());
        assertThat(issued.getSubjectX500Principal().getName()).isEqualTo("CN=gauge:1.a-b_c");
        assertThat(issued.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(issued.getBasicConstraints()).isEqualTo(-1);
        issued.checkValidity(Date.from(NOW));
        assertThatThrownBy(() -> issued.checkValidity(Date.from(NOW.plus(Duration.ofDays(31)))))
                .isInstanceOf(CertificateExpiredException.class);
    }

    @Test
    void authorityIsMadeOnceAndItsKeyIsItsOwnersOnly() throws Exception {
        CertificateAuthority first = CertificateAuthority.in(config, NOW);
        CertificateAuthority again = CertificateAuthority.in(config, NOW.plusSeconds(60));

        assertThat(again.certificate()).isEqualTo(first.certificate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(config.resolve("client-ca.key.pem"))))
                .isEqualTo("rw-------");
    }

    @Test
    void filesForADeviceHoldItsKeyAndChain() throws Exception {
        CertificateAuthority authority = CertificateAuthority.in(config, NOW);
        CertificateAuthority.Issued issued = authority.issue("Gauge-1", NOW, Duration.ofDays(1));

        DeviceKeyFiles files =
                DeviceKeyFiles.write(config.resolve("out/here"), "Gauge-1", issued, "a password", "gateway's own\n");

        KeyStore store = KeyStore.getInstance(files.keystore().toFile(), "a password".toCharArray());
        String alias = store.aliases().nextElement();
        assertThat(store.getKey(alias, "a password".toCharArray())).isEqualTo(issued.key());
        assertThat(store.getCertificateChain(alias)).containsExactly(issued.certificate(), authority.certificate());
        assertThat(Pem.certificate(Files.readString(files.certificate()))).isEqualTo(issued.certificate());
        assertThat(Pem.privateKey(Files.readString(files.key()))).isEqualTo(issued.key());
        assertThat(files.gateway()).hasContent("gateway's own\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.keystore())))
                .isEqualTo("rw-------");
    }

    @Test
    void serialsAreReadAsToolsWriteThem() {
        assertThat(Serial.parse("0A:1B:2C")).contains("a1b2c");
        assertThat(Serial.parse("0x0a1b2c")).contains("a1b2c");
        assertThat(Serial.parse("gauge-1")).isEmpty();
        assertThat(Serial.parse("00")).isEmpty();
        assertThat(Serial.parse("f".repeat(41))).isEmpty();
    }
}
