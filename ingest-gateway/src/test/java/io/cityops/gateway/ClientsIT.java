package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import io.cityops.model.telemetry.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The clients that devices are made with: each in every QoS, each reading stored exactly once. */
@ExtendWith(GatewayResource.class)
class ClientsIT {
    private static final Path MOSQUITTO = Path.of("/usr/bin/mosquitto_pub");

    private final RunningGateway city;

    ClientsIT(RunningGateway city) {
        this.city = city;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pahoOfMqtt311(boolean tls) throws Exception {
        String id = "cl-paho3" + tls;
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName(id);
        options.setPassword(city.register(id, true).toCharArray());
        if (tls) {
            options.setSocketFactory(TestTls.trusting().getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(false);
        }
        try (var client = new org.eclipse.paho.client.mqttv3.MqttClient(
                url(tls), id, new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence())) {
            client.connect(options);
            for (int qos = 0; qos <= 2; qos++) {
                client.publish(topic(id), reading(qos), qos, false);
            }
            client.disconnect();
        }
        assertStoredOnce(id, 0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void pahoOfMqtt5(boolean tls) throws Exception {
        String id = "cl-paho5" + tls;
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setUserName(id);
        options.setPassword(city.register(id, true).getBytes(StandardCharsets.UTF_8));
        if (tls) {
            options.setSocketFactory(TestTls.trusting().getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(false);
        }
        var client = new org.eclipse.paho.mqttv5.client.MqttClient(
                url(tls), id, new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        client.connect(options);
        for (int qos = 0; qos <= 2; qos++) {
            client.publish(topic(id), reading(qos), qos, false);
        }
        client.disconnect();
        client.close();
        assertStoredOnce(id, 0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hiveMqOfMqtt311(boolean tls) throws Exception {
        String id = "cl-hive3" + tls;
        byte[] token = city.register(id, true).getBytes(StandardCharsets.UTF_8);
        Mqtt3BlockingClient client = hiveMq(id, tls).useMqttVersion3().buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(id)
                .password(token)
                .applySimpleAuth()
                .send();
        for (int qos = 0; qos <= 2; qos++) {
            client.publishWith()
                    .topic(topic(id))
                    .qos(MqttQos.fromCode(qos))
                    .payload(reading(qos))
                    .send();
        }
        client.disconnect();
        assertStoredOnce(id, 0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void hiveMqOfMqtt5(boolean tls) throws Exception {
        String id = "cl-hive5" + tls;
        byte[] token = city.register(id, true).getBytes(StandardCharsets.UTF_8);
        Mqtt5BlockingClient client = hiveMq(id, tls).useMqttVersion5().buildBlocking();
        client.connectWith()
                .simpleAuth()
                .username(id)
                .password(token)
                .applySimpleAuth()
                .send();
        for (int qos = 0; qos <= 2; qos++) {
            client.publishWith()
                    .topic(topic(id))
                    .qos(MqttQos.fromCode(qos))
                    .payload(reading(qos))
                    .send();
        }
        client.disconnect();
        assertStoredOnce(id, 0, 1, 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void mosquitto(String version) throws Exception {
        assumeTrue(Files.isExecutable(MOSQUITTO), "mosquitto-clients is not installed");
        String id = "cl-mosquitto-" + version;
        String token = city.register(id, true);
        for (int qos = 0; qos <= 2; qos++) {
            assertThat(mosquitto(version, id, token, qos, List.of("-p", Integer.toString(city.mqttPort()))))
                    .isZero();
            String trusted = city.tls().serverCertificate().toString();
            List<String> tls = List.of("-p", Integer.toString(city.mqttsPort()), "--cafile", trusted);
            assertThat(mosquitto(version, id, token, qos + 3, tls)).isZero();
        }
        assertStoredOnce(id, 0, 1, 2, 3, 4, 5);
    }

    private static int mosquitto(String version, String id, String token, int seq, List<String> where)
            throws Exception {
        List<String> command = new ArrayList<>(
                List.of(MOSQUITTO.toString(), "-h", "127.0.0.1", "-V", version, "-i", id, "-u", id, "-P", token));
        command.addAll(where);
        command.addAll(List.of(
                "-q",
                Integer.toString(seq % 3),
                "-t",
                topic(id),
                "-m",
                new String(reading(seq), StandardCharsets.UTF_8)));
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }

    private MqttClientBuilder hiveMq(String id, boolean tls) throws Exception {
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(id)
                .serverHost("127.0.0.1")
                .serverPort(tls ? city.mqttsPort() : city.mqttPort());
        return tls
                ? builder.sslConfig(MqttClientSslConfig.builder()
                        .trustManagerFactory(city.tls().trust())
                        .build())
                : builder;
    }

    private String url(boolean tls) {
        return tls ? "ssl://127.0.0.1:" + city.mqttsPort() : city.mqttUrl();
    }

    private void assertStoredOnce(String id, Integer... seqs) {
        Eventually.holds(() -> seqsOf(id).size() >= seqs.length);
        assertThat(seqsOf(id)).containsExactly(seqs);
    }

    private List<Integer> seqsOf(String id) {
        return city.telemetryOf(id).stream()
                .flatMap(telemetry -> telemetry.observations().stream())
                .map(Observation::seq)
                .map(Long::intValue)
                .sorted()
                .toList();
    }

    private static String topic(String id) {
        return "city/water/" + id + "/telemetry";
    }

    private static byte[] reading(int seq) {
        return ("{\"seq\":" + seq + ",\"values\":{\"water_level_m\":1.5}}").getBytes(StandardCharsets.UTF_8);
    }
}
