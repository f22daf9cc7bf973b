package io.cityops.simulators.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.process.FreePort;
import io.cityops.model.settings.Settings;
import io.cityops.simulators.device.Publication;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A gateway with a certificate of its own, as the stack makes one. */
class TlsIT {
    private static final String PASSWORD = "not-a-secret";

    @TempDir
    private Path data;

    private SmallGateway gateway;
    private KeyStore store;

    @BeforeEach
    void start() throws Exception {
        Path file = Files.createDirectories(data.resolve("config")).resolve("tls.p12");
        Files.writeString(file.resolveSibling("tls-password"), PASSWORD + "\n");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gateway",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-dname",
                        "CN=CityOps gateway",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor(120, TimeUnit.SECONDS)).isTrue();
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);
        gateway = new SmallGateway(FreePort.next(), tls);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void theStacksOwnCertificateIsTrustedFromTheDataFolder(Fleet.Protocol protocol) throws Exception {
        Broker broker = MqttAccess.broker(gateway.url(), null, settings(data));
        assertThat(arrives(broker, protocol)).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Fleet.Protocol.class)
    void aGivenCertificateIsTrusted(Fleet.Protocol protocol) throws Exception {
        Path pem = data.resolve("authority.pem");
        Files.writeString(
                pem,
                "-----BEGIN CERTIFICATE-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(store.getCertificate("gateway").getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
        assertThat(arrives(MqttAccess.broker(gateway.url(), pem, settings(data.resolve("elsewhere"))), protocol))
                .isTrue();
    }

    @Test
    void anUnknownCertificateIsNotTrusted() throws Exception {
        Broker broker = MqttAccess.broker(gateway.url(), null, settings(data.resolve("elsewhere")));
        assertThat(arrives(broker, Fleet.Protocol.MQTT_5)).isFalse();
    }

    private static Settings settings(Path folder) {
        return new Settings(Map.of("CITYOPS_DATA", folder.toString()));
    }

    private static boolean arrives(Broker broker, Fleet.Protocol protocol) throws InterruptedException {
        try (Fleet fleet = new Fleet(broker, new SimulatorMeters(new SimpleMeterRegistry(), null))) {
            fleet.add(new Member("cam-1", "token", protocol));
            fleet.send(new Publication("cam-1", "t", new byte[1], List.of(), null));
            return fleet.awaitAcknowledgements(Duration.ofSeconds(3)) == 0;
        }
    }
}
