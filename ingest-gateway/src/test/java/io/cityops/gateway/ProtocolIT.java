package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.certificate.CertificateAuthority;
import java.net.Socket;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The cases of {@code protocol/cases.txt} as a stranger would try them: over TCP, TLS, and with a client certificate. */
@ExtendWith(GatewayResource.class)
class ProtocolIT {
    private static final Map<Transport, Peer> PEERS = new EnumMap<>(Transport.class);

    private final RunningGateway city;

    ProtocolIT(RunningGateway city) {
        this.city = city;
    }

    enum Transport {
        TCP,
        TLS,
        CERTIFICATE
    }

    /** A registered device that the cases of one transport are played as. */
    private record Peer(String id, String token, CertificateAuthority.Issued certificate) {}

    static Stream<Arguments> cases() {
        List<ProtocolCase> all = ProtocolCase.all("/protocol/cases.txt");
        return Stream.of(Transport.values())
                .flatMap(transport -> all.stream()
                        .filter(each -> transport != Transport.CERTIFICATE || !each.isWithoutCertificate())
                        .map(each -> Arguments.of(transport, each)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("cases")
    void isAnsweredToTheLetter(Transport transport, ProtocolCase protocolCase) throws Exception {
        Peer peer = peer(transport);
        try (RawClient client = new RawClient(connect(transport, peer))) {
            List<String> differences = protocolCase.play(client, peer.id(), peer.token());
            assertThat(differences).isEmpty();
        }
    }

    private Socket connect(Transport transport, Peer peer) throws Exception {
        return switch (transport) {
            case TCP -> new Socket("127.0.0.1", city.mqttPort());
            case TLS -> TestTls.connect(city.mqttsPort(), null);
            case CERTIFICATE -> TestTls.connect(city.mqttsPort(), peer.certificate());
        };
    }

    private Peer peer(Transport transport) throws Exception {
        Peer known = PEERS.get(transport);
        if (known == null) {
            // Sixteen characters: some cases count them.
            String id = "it-protocol-t" + (100 + transport.ordinal());
            known = new Peer(id, city.register(id, true), city.tls().issue(id, Duration.ofHours(1)));
            PEERS.put(transport, known);
        }
        return known;
    }
}
