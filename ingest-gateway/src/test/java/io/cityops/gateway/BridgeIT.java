package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.telemetry.Observation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A bridge to a real Mosquitto, in a gateway process of its own that is killed in the middle. */
@ExtendWith(GatewayResource.class)
class BridgeIT {
    private static final int MESSAGES = 600;
    private static final int RECEIVE_MAXIMUM = 50;

    private final RunningGateway city;
    private final int brokerPort = FreePort.next();
    private final int brokerTlsPort = FreePort.next();
    private final int mqttPort = FreePort.next();
    private final int httpPort = FreePort.next();

    @TempDir
    Path directory;

    private Process broker;
    private Process gateway;

    BridgeIT(RunningGateway city) {
        this.city = city;
    }

    @BeforeEach
    void startBroker() throws Exception {
        Path program = Stream.of("/usr/sbin/mosquitto", "/usr/bin/mosquitto", "/usr/local/sbin/mosquitto")
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(program != null, "mosquitto is not installed");
        Path passwords = directory.resolve("passwords");
        new ProcessBuilder("mosquitto_passwd", "-c", "-b", passwords.toString(), "cityops", "a secret")
                .inheritIO()
                .start()
                .waitFor();
        Path configuration = directory.resolve("mosquitto.conf");
        Files.writeString(configuration, """
                user root
                per_listener_settings true
                listener %d 127.0.0.1
                allow_anonymous true
                listener %d 127.0.0.1
                allow_anonymous false
                password_file %s
                certfile %s
                keyfile %s
                """.formatted(
                        brokerPort,
                        brokerTlsPort,
                        passwords,
                        city.tls().serverCertificate(),
                        city.tls().serverKey(directory)));
        broker = new ProcessBuilder(program.toString(), "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        for (Process each : new Process[] {gateway, broker}) {
            if (each != null) {
                each.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void killedGatewayLosesNothingThatTheBrokerHasAndTakesNoMoreTwiceThanWasUnderWay() throws Exception {
        register("it-bridge", "meter-1");
        startGateway("it-bridge", "url: tcp://127.0.0.1:" + brokerPort);
        Eventually.holds(() -> health().contains("\"state\":\"connected\""));

        try (MqttClient field = new MqttClient("tcp://127.0.0.1:" + brokerPort, "field", new MemoryPersistence())) {
            field.connect(allUnderWay());
            publish(field, "meter-1", 0, MESSAGES / 2);
            gateway.destroyForcibly().waitFor();
            publish(field, "meter-1", MESSAGES / 2, MESSAGES);
            startGateway("it-bridge", "url: tcp://127.0.0.1:" + brokerPort);
            List<Long> all =
                    IntStream.range(0, MESSAGES).mapToObj(Long::valueOf).toList();
            Eventually.holds(() -> counts("it-bridge").containsAll(all));
            field.disconnect();
        }

        assertThat(counts("it-bridge")).hasSizeBetween(MESSAGES, MESSAGES + RECEIVE_MAXIMUM);
        assertThat(health()).contains("\"name\":\"old-broker\"").contains("\"unacknowledged\":0");
    }

    @Test
    void bridgeWithTlsAndAPasswordHoldsBackWhatKafkaDoesNotTakeAndStoresItOnceAfterwards() throws Exception {
        register("it-tls-bridge", "meter-2");
        Files.writeString(directory.resolve("broker-password"), "a secret");
        startGateway("it-tls-bridge", """
                url: ssl://127.0.0.1:%d
                    user: cityops
                    password_file: broker-password
                    ca_file: %s""".formatted(brokerTlsPort, city.tls().serverCertificate()));
        Eventually.holds(() -> health().contains("\"state\":\"connected\""));
        List<Long> all = IntStream.range(0, 200).mapToObj(Long::valueOf).toList();

        try (MqttClient field = new MqttClient("tcp://127.0.0.1:" + brokerPort, "field", new MemoryPersistence())) {
            field.connect(allUnderWay());
            city.freezeKafka();
            try {
                publish(field, "meter-2", 0, 200);
                Eventually.holds(() -> health().contains("\"unacknowledged\":" + RECEIVE_MAXIMUM));
                Eventually.holds(() -> health().contains("Kafka has acknowledged nothing"));
                assertThat(health()).contains("\"unacknowledged\":" + RECEIVE_MAXIMUM);
            } finally {
                city.thawKafka();
            }
            Eventually.holds(() -> counts("it-tls-bridge").containsAll(all));
            field.disconnect();
        }

        assertThat(counts("it-tls-bridge")).containsExactlyElementsOf(all);
        Eventually.holds(() -> health().contains("\"unacknowledged\":0"));
    }

    /** Paho counts a message as under way a little longer than its publish lasts. */
    private static MqttConnectOptions allUnderWay() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMaxInflight(MESSAGES);
        return options;
    }

    /** The concentrator that the bridge acts as, and a device behind it. */
    private void register(String concentrator, String externalId) throws Exception {
        city.register(concentrator, true);
        city.register(concentrator + "d", true);
        city.execute(
                "update store.device set concentrator = ?, external_id = ? where id = ?",
                concentrator,
                externalId,
                concentrator + "d");
    }

    private void publish(MqttClient field, String meter, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            String uplink =
                    "{\"end_device_ids\":{\"device_id\":\"%s\"},\"uplink_message\":{\"f_cnt\":%d,".formatted(meter, i)
                            + "\"received_at\":\"%s\",\"decoded_payload\":{\"water_level\":1.5}}}"
                                    .formatted(java.time.Instant.now());
            field.publish("v3/app/devices/" + meter + "/up", uplink.getBytes(StandardCharsets.UTF_8), 1, false);
        }
    }

    private List<Long> counts(String concentrator) {
        return city.telemetryOf(concentrator + "d").stream()
                .flatMap(telemetry -> telemetry.observations().stream())
                .map(Observation::seq)
                .toList();
    }

    /** @param broker where it is and who may come, as lines of the bridge's settings */
    private void startGateway(String actsAs, String broker) throws IOException {
        Path bridges = directory.resolve("bridges.yaml");
        Files.writeString(bridges, """
                bridges:
                  - name: old-broker
                    %s
                    topics: ["v3/+/devices/+/up"]
                    shared_group: cityops
                    acts_as: %s
                    receive_maximum: %d
                """.formatted(broker, actsAs, RECEIVE_MAXIMUM));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder start = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx200m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath,
                Gateway.class.getName());
        start.environment()
                .putAll(Map.of(
                        "CITYOPS_GATEWAY_MQTT_PORT", Integer.toString(mqttPort),
                        "CITYOPS_GATEWAY_HTTP_PORT", Integer.toString(httpPort),
                        "CITYOPS_KAFKA", city.kafka().bootstrap(),
                        "CITYOPS_DB_URL", city.database().jdbcUrl(),
                        "CITYOPS_DB_USER", DatabaseRole.GATEWAY.roleName(),
                        "CITYOPS_DB_PASSWORD", city.database().password(DatabaseRole.GATEWAY),
                        "CITYOPS_BRIDGES", bridges.toString()));
        gateway = start.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("gateway.log").toFile()))
                .start();
    }

    private String health() throws InterruptedException {
        try {
            return HttpClient.newHttpClient()
                    .send(
                            HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + "/health"))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            return "";
        }
    }
}
