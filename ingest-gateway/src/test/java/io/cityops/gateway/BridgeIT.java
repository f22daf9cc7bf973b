package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

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
        Path configuration = directory.resolve("mosquitto.conf");
        Files.writeString(configuration, "listener %d 127.0.0.1\nallow_anonymous true\n".formatted(brokerPort));
        String installed = Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        broker = new ProcessBuilder(installed, "-c", configuration.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.log").toFile())
                .start();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.destroyForcibly().waitFor();
        broker.destroyForcibly().waitFor();
    }

    @Test
    void killedGatewayLosesNothingThatTheBrokerHasAndTakesNoMoreTwiceThanWasUnderWay() throws Exception {
        city.register("it-bridge", true);
        city.register("it-bridged", true);
        city.execute(
                "update store.device set concentrator = 'it-bridge', external_id = 'meter-1' where id = 'it-bridged'");
        startGateway();
        Eventually.holds(() -> health().contains("\"state\":\"connected\""));

        try (MqttClient field = new MqttClient("tcp://127.0.0.1:" + brokerPort, "field", new MemoryPersistence())) {
            MqttConnectOptions options = new MqttConnectOptions();
            options.setMaxInflight(MESSAGES);
            field.connect(options);
            publish(field, 0, MESSAGES / 2);
            gateway.destroyForcibly().waitFor();
            publish(field, MESSAGES / 2, MESSAGES);
            startGateway();
            List<Long> all =
                    IntStream.range(0, MESSAGES).mapToObj(Long::valueOf).toList();
            Eventually.holds(() -> counts().containsAll(all));
            field.disconnect();
        }

        assertThat(counts()).hasSizeBetween(MESSAGES, MESSAGES + RECEIVE_MAXIMUM);
        assertThat(health()).contains("\"name\":\"old-broker\"").contains("\"unacknowledged\":0");
    }

    private void publish(MqttClient field, int from, int to) throws Exception {
        for (int i = from; i < to; i++) {
            String uplink =
                    "{\"end_device_ids\":{\"device_id\":\"meter-1\"},\"uplink_message\":{\"f_cnt\":%d,".formatted(i)
                            + "\"received_at\":\"%s\",\"decoded_payload\":{\"water_level\":1.5}}}"
                                    .formatted(java.time.Instant.now());
            field.publish("v3/app/devices/meter-1/up", uplink.getBytes(StandardCharsets.UTF_8), 1, false);
        }
    }

    private List<Long> counts() {
        return city.telemetryOf("it-bridged").stream()
                .flatMap(telemetry -> telemetry.observations().stream())
                .map(Observation::seq)
                .toList();
    }

    private void startGateway() throws IOException {
        Path bridges = directory.resolve("bridges.yaml");
        Files.writeString(bridges, """
                bridges:
                  - name: old-broker
                    url: tcp://127.0.0.1:%d
                    topics: ["v3/+/devices/+/up"]
                    shared_group: cityops
                    acts_as: it-bridge
                    receive_maximum: %d
                """.formatted(brokerPort, RECEIVE_MAXIMUM));
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
