package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.gateway.RawClient.Packet;
import io.cityops.localstack.certificate.CertificateAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who is let in, by which proof, and how fast who may not stay is cut off. */
@ExtendWith(GatewayResource.class)
class IdentityIT {
    private static final int ACCEPTED = 0;
    private static final int BAD_USER_NAME_OR_PASSWORD = 0x86;
    private static final int NOT_AUTHORIZED = 0x87;
    private static final int CLIENT_ID_NOT_VALID = 0x85;
    private static final int ADMINISTRATIVE_ACTION = 0x98;
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration TWO_SECONDS = Duration.ofSeconds(2);

    private final RunningGateway city;

    IdentityIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void certificateSignsInWithoutATokenAndATokenWithoutACertificate() throws Exception {
        String token = city.register("it-cert", true);

        try (RawClient device = withCertificate(city.tls().issue("it-cert", DAY))) {
            assertThat(connect(device, "it-cert", null, null)).isEqualTo(ACCEPTED);
            assertThat(publish(device, "city/water/it-cert/telemetry")).isEqualTo(ACCEPTED);
        }
        try (RawClient device = withCertificate(city.tls().issue("it-cert", DAY))) {
            assertThat(connect(device, "", "it-cert", null)).isEqualTo(ACCEPTED);
        }
        try (RawClient device = withCertificate(null)) {
            assertThat(connect(device, "it-cert", "it-cert", token)).isEqualTo(ACCEPTED);
        }
        try (RawClient device = withCertificate(null)) {
            assertThat(connect(device, "it-cert", null, null)).isEqualTo(BAD_USER_NAME_OR_PASSWORD);
        }
        assertThat(city.telemetryOf("it-cert")).hasSize(1);
    }

    @Test
    void certificateOpensNoDoorButItsOwn() throws Exception {
        city.register("it-cn", true);
        city.register("it-other-cn", true);

        try (RawClient device = withCertificate(city.tls().issue("it-cn", DAY))) {
            assertThat(connect(device, "it-other-cn", null, null)).isEqualTo(CLIENT_ID_NOT_VALID);
        }
        try (RawClient device = withCertificate(city.tls().issue("it-not-registered", DAY))) {
            assertThat(connect(device, "it-not-registered", null, null)).isEqualTo(BAD_USER_NAME_OR_PASSWORD);
        }
    }

    @Test
    void certificateOfAForeignAuthorityOrAnExpiredOneDoesNotComeThroughTheHandshake() throws Exception {
        String token = city.register("it-foreign-ca", true);
        CertificateAuthority.Issued foreign = city.tls().issueByAStranger("it-foreign-ca");
        CertificateAuthority.Issued expired = city.tls().issue("it-foreign-ca", Duration.ofSeconds(-1));

        assertThatThrownBy(() -> signInAsRightly(foreign, token)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> signInAsRightly(expired, token)).isInstanceOf(IOException.class);
        assertThat(city.meter("cityops_gateway_tls_handshakes_total{outcome=\"failed\"}"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void revokedCertificateIsCutOffWithinTwoSecondsAndRefusedFromThenOn() throws Exception {
        city.register("it-revoked", true);
        CertificateAuthority.Issued issued = city.tls().issue("it-revoked", DAY);
        try (RawClient device = withCertificate(issued)) {
            assertThat(connect(device, "it-revoked", null, null)).isEqualTo(ACCEPTED);

            city.execute("insert into store.revoked_certificate (serial) values (?)", issued.serial());

            assertCutOff(device, NOT_AUTHORIZED);
        }
        try (RawClient device = withCertificate(issued)) {
            assertThat(connect(device, "it-revoked", null, null)).isEqualTo(NOT_AUTHORIZED);
        }
        try (RawClient device = withCertificate(city.tls().issue("it-revoked", DAY))) {
            assertThat(connect(device, "it-revoked", null, null)).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void certificateThatExpiresEndsItsConnection() throws Exception {
        city.register("it-expires", true);
        try (RawClient device = withCertificate(city.tls().issue("it-expires", Duration.ofSeconds(3)))) {
            assertThat(connect(device, "it-expires", null, null)).isEqualTo(ACCEPTED);
            Packet last = device.read();
            assertThat(last.body()[0] & 0xFF).isEqualTo(NOT_AUTHORIZED);
        }
    }

    @Test
    void disabledDeletedAndReplacedAreCutOffWithinTwoSeconds() throws Exception {
        for (String device : List.of("it-cut-disabled", "it-cut-deleted", "it-cut-token")) {
            String token = city.register(device, true);
            try (RawClient client = new RawClient(city.mqttPort())) {
                assertThat(client.connect("MQTT", 5, 0, device, token)).isEqualTo(ACCEPTED);
                switch (device) {
                    case "it-cut-disabled" ->
                        city.execute("update store.device set enabled = false where id = ?", device);
                    case "it-cut-deleted" -> city.execute("delete from store.device where id = ?", device);
                    default -> city.execute("update store.device set token_hash = '\\x00'::bytea where id = ?", device);
                }
                assertCutOff(client, device.endsWith("token") ? NOT_AUTHORIZED : ADMINISTRATIVE_ACTION);
            }
        }
    }

    @Test
    void whatChangedWhileTheDatabaseWasNotHeardIsNotMissed() throws Exception {
        String token = city.register("it-unheard", true);
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertThat(client.connect("MQTT", 5, 0, "it-unheard", token)).isEqualTo(ACCEPTED);

            city.endDatabaseConnectionsOf("cityops-gateway");
            city.execute("update store.device set enabled = false where id = 'it-unheard'");

            Packet last = client.read();
            assertThat(last.body()[0] & 0xFF).isEqualTo(ADMINISTRATIVE_ACTION);
        }
    }

    @Test
    void newTokenDoesNotCutWhoSignedInWithACertificate() throws Exception {
        city.register("it-cert-stays", true);
        try (RawClient device = withCertificate(city.tls().issue("it-cert-stays", DAY))) {
            assertThat(connect(device, "it-cert-stays", null, null)).isEqualTo(ACCEPTED);
            city.execute("update store.device set token_hash = '\\x00'::bytea where id = 'it-cert-stays'");
            city.register("it-cert-stays-witness", true);
            assertThat(publish(device, "city/water/it-cert-stays/telemetry")).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void newServerCertificateIsShownWithoutARestartAndOpenConnectionsStay() throws Exception {
        String token = city.register("it-rotation", true);
        try (RawClient before = withCertificate(null)) {
            assertThat(connect(before, "it-rotation", "it-rotation", token)).isEqualTo(ACCEPTED);

            X509Certificate fresh = city.tls().replaceServerCertificate();

            Eventually.holds(() -> {
                try (SSLSocket socket = TestTls.connect(city.mqttsPort(), null)) {
                    return socket.getSession().getPeerCertificates()[0].equals(fresh);
                }
            });
            assertThat(publish(before, "city/water/it-rotation/telemetry")).isEqualTo(ACCEPTED);
        }
    }

    @Test
    void deviceThatKeepsFailingWaitsWhileItsNeighbourBehindTheSameAddressDoesNot() throws Exception {
        String token = city.register("it-neighbour", true);
        String right = city.register("it-failing", true);
        List<RawClient> failing = new ArrayList<>();
        try {
            for (int i = 0; i < 60; i++) {
                RawClient client = new RawClient(city.mqttPort());
                failing.add(client);
                connectPacket(client, "it-failing", "it-failing", "wrong");
                client.flush();
            }
            Eventually.holds(
                    () -> city.meter("cityops_gateway_sign_in_failures_total{answer=\"wait-for-device\"}") >= 30);

            long startedNanos = System.nanoTime();
            try (RawClient neighbour = new RawClient(city.mqttPort());
                    RawClient itself = new RawClient(city.mqttPort())) {
                assertThat(neighbour.connect("MQTT", 5, 0, "it-neighbour", token))
                        .isEqualTo(ACCEPTED);
                assertThat(itself.connect("MQTT", 5, 0, "it-failing", right)).isEqualTo(ACCEPTED);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(Duration.ofMillis(900));
            for (RawClient client : failing) {
                assertThat(client.read().body()[1] & 0xFF).isEqualTo(BAD_USER_NAME_OR_PASSWORD);
            }
        } finally {
            for (RawClient client : failing) {
                client.close();
            }
        }
    }

    private RawClient withCertificate(CertificateAuthority.Issued certificate) throws Exception {
        return new RawClient(TestTls.connect(city.mqttsPort(), certificate));
    }

    /** With a certificate that must not help, whatever else is right. */
    private void signInAsRightly(CertificateAuthority.Issued certificate, String token) throws Exception {
        try (RawClient device = withCertificate(certificate)) {
            connect(device, "it-foreign-ca", "it-foreign-ca", token);
        }
    }

    private static void assertCutOff(RawClient client, int reason) throws IOException {
        long startedNanos = System.nanoTime();
        Packet last = client.read();
        assertThat(last.header()).isEqualTo(RawClient.DISCONNECT);
        assertThat(last.body()[0] & 0xFF).isEqualTo(reason);
        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos)).isLessThan(TWO_SECONDS);
    }

    private static int connect(RawClient client, String clientId, String userName, String password) throws IOException {
        connectPacket(client, clientId, userName, password);
        client.flush();
        return client.read().body()[1] & 0xFF;
    }

    private static void connectPacket(RawClient client, String clientId, String userName, String password)
            throws IOException {
        client.send(RawClient.CONNECT, body -> {
            body.writeUTF("MQTT");
            body.writeByte(5);
            body.writeByte(0x02 | (userName == null ? 0 : 0x80) | (password == null ? 0 : 0x40));
            body.writeShort(0);
            body.writeByte(0);
            body.writeUTF(clientId);
            if (userName != null) {
                body.writeUTF(userName);
            }
            if (password != null) {
                body.writeUTF(password);
            }
        });
    }

    private static int publish(RawClient client, String topic) throws IOException {
        client.send(RawClient.PUBLISH_QOS1, body -> {
            body.writeUTF(topic);
            body.writeShort(1);
            body.writeByte(0);
            body.write("{\"values\":{\"water_level_m\":1.5}}".getBytes(StandardCharsets.UTF_8));
        });
        client.flush();
        Packet puback = client.read();
        assertThat(puback.header()).isEqualTo(RawClient.PUBACK);
        return puback.body().length == 2 ? ACCEPTED : puback.body()[2] & 0xFF;
    }
}
