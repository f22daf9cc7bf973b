package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.MqttClientBuilder;
import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientSslConfigBuilder;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import com.hivemq.client.mqtt.mqtt3.message.connect.Mqtt3ConnectBuilder;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.message.connect.Mqtt5ConnectBuilder;
import io.cityops.localstack.certificate.CertificateAuthority;
import io.cityops.localstack.certificate.DeviceKeyFiles;
import io.cityops.model.telemetry.Observation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The clients that devices are made with: each by every door in every QoS, each reading in Kafka exactly once. */
@ExtendWith(GatewayResource.class)
class ClientsIT {
    private static final Path MOSQUITTO = Path.of("/usr/bin/mosquitto_pub");

    private final RunningGateway city;

    @TempDir
    Path directory;

    ClientsIT(RunningGateway city) {
        this.city = city;
    }

    /** How a device comes in; with a certificate it says neither user name nor password. */
    enum Door {
        TCP,
        TLS,
        CERTIFICATE
    }

    /** @param certificate null unless that is its door */
    private record Device(Door door, String id, String token, CertificateAuthority.Issued certificate) {
        boolean hasToken() {
            return certificate == null;
        }
    }

    @ParameterizedTest
    @EnumSource
    void pahoOfMqtt311(Door door) throws Exception {
        Device device = device("paho3", door);
        MqttConnectOptions options = new MqttConnectOptions();
        if (device.hasToken()) {
            options.setUserName(device.id());
            options.setPassword(device.token().toCharArray());
        }
        if (door != Door.TCP) {
            options.setSocketFactory(TestTls.context(device.certificate()).getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(false);
        }
        try (var client = new org.eclipse.paho.client.mqttv3.MqttClient(
                url(door), device.id(), new org.eclipse.paho.client.mqttv3.persist.MemoryPersistence())) {
            client.connect(options);
            for (int qos = 0; qos <= 2; qos++) {
                client.publish(topic(device.id()), reading(qos), qos, false);
            }
            client.disconnect();
        }
        assertStoredOnce(device, 0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void pahoOfMqtt5(Door door) throws Exception {
        Device device = device("paho5", door);
        MqttConnectionOptions options = new MqttConnectionOptions();
        if (device.hasToken()) {
            options.setUserName(device.id());
            options.setPassword(device.token().getBytes(StandardCharsets.UTF_8));
        }
        if (door != Door.TCP) {
            options.setSocketFactory(TestTls.context(device.certificate()).getSocketFactory());
            options.setHttpsHostnameVerificationEnabled(false);
        }
        var client = new org.eclipse.paho.mqttv5.client.MqttClient(
                url(door), device.id(), new org.eclipse.paho.mqttv5.client.persist.MemoryPersistence());
        client.connect(options);
        for (int qos = 0; qos <= 2; qos++) {
            client.publish(topic(device.id()), reading(qos), qos, false);
        }
        client.disconnect();
        client.close();
        assertStoredOnce(device, 0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void hiveMqOfMqtt311(Door door) throws Exception {
        Device device = device("hive3", door);
        Mqtt3BlockingClient client = hiveMq(device).useMqttVersion3().buildBlocking();
        Mqtt3ConnectBuilder.Send<?> connect = client.connectWith();
        if (device.hasToken()) {
            connect = connect.simpleAuth()
                    .username(device.id())
                    .password(device.token().getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        connect.send();
        for (int qos = 0; qos <= 2; qos++) {
            client.publishWith()
                    .topic(topic(device.id()))
                    .qos(MqttQos.fromCode(qos))
                    .payload(reading(qos))
                    .send();
        }
        client.disconnect();
        assertStoredOnce(device, 0, 1, 2);
    }

    @ParameterizedTest
    @EnumSource
    void hiveMqOfMqtt5(Door door) throws Exception {
        Device device = device("hive5", door);
        Mqtt5BlockingClient client = hiveMq(device).useMqttVersion5().buildBlocking();
        Mqtt5ConnectBuilder.Send<?> connect = client.connectWith();
        if (device.hasToken()) {
            connect = connect.simpleAuth()
                    .username(device.id())
                    .password(device.token().getBytes(StandardCharsets.UTF_8))
                    .applySimpleAuth();
        }
        connect.send();
        for (int qos = 0; qos <= 2; qos++) {
            client.publishWith()
                    .topic(topic(device.id()))
                    .qos(MqttQos.fromCode(qos))
                    .payload(reading(qos))
                    .send();
        }
        client.disconnect();
        assertStoredOnce(device, 0, 1, 2);
    }

    static Stream<Arguments> mosquittos() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of("mqttv311", "mqttv5").map(version -> Arguments.of(door, version)));
    }

    @ParameterizedTest
    @MethodSource("mosquittos")
    void mosquitto(Door door, String version) throws Exception {
        assumeTrue(Files.isExecutable(MOSQUITTO), "mosquitto-clients is not installed");
        Device device = device("mosquitto-" + version, door);
        for (int qos = 0; qos <= 2; qos++) {
            List<String> command = new ArrayList<>(List.of(MOSQUITTO.toString(), "-h", "127.0.0.1", "-V", version));
            command.addAll(List.of("-i", device.id(), "-t", topic(device.id()), "-q", Integer.toString(qos)));
            command.addAll(List.of("-m", new String(reading(qos), StandardCharsets.UTF_8)));
            command.addAll(List.of("-p", Integer.toString(door == Door.TCP ? city.mqttPort() : city.mqttsPort())));
            if (device.hasToken()) {
                command.addAll(List.of("-u", device.id(), "-P", device.token()));
            } else {
                DeviceKeyFiles files =
                        DeviceKeyFiles.write(directory, device.id() + qos, device.certificate(), TestTls.PASSWORD, "");
                command.addAll(List.of("--cert", files.certificate().toString()));
                command.addAll(List.of("--key", files.key().toString()));
            }
            if (door != Door.TCP) {
                command.addAll(
                        List.of("--cafile", city.tls().serverCertificate().toString()));
            }
            assertThat(new ProcessBuilder(command).inheritIO().start().waitFor())
                    .isZero();
        }
        assertStoredOnce(device, 0, 1, 2);
    }

    /** With {@code -Dclients.python=PYTHON} that has paho-mqtt. */
    @ParameterizedTest
    @MethodSource("scripted")
    void pahoOfPython(Door door, String version) throws Exception {
        String python = System.getProperty("clients.python");
        assumeTrue(python != null, "no -Dclients.python");
        Device device = device("python" + version, door);
        assertThat(run(Path.of("."), device, version, python, script("paho_client.py")))
                .isZero();
        assertStoredOnce(device, 0, 1, 2);
    }

    /** With {@code -Dclients.node=NODE} and {@code -Dclients.modules=FOLDER} in which MQTT.js was installed. */
    @ParameterizedTest
    @MethodSource("scripted")
    void mqttJs(Door door, String version) throws Exception {
        String node = System.getProperty("clients.node");
        assumeTrue(node != null, "no -Dclients.node");
        Device device = device("js" + version, door);
        Path modules = Path.of(System.getProperty("clients.modules"));
        assertThat(run(modules, device, version, node, script("mqttjs_client.mjs")))
                .isZero();
        assertStoredOnce(device, 0, 1, 2);
    }

    static Stream<Arguments> scripted() {
        return Stream.of(Door.values())
                .flatMap(door -> Stream.of("3", "5").map(version -> Arguments.of(door, version)));
    }

    private static String script(String name) {
        return Path.of("src/test/clients").resolve(name).toAbsolutePath().toString();
    }

    private int run(Path where, Device device, String version, String interpreter, String script) throws Exception {
        boolean tls = device.door() != Door.TCP;
        List<String> command = new ArrayList<>(List.of(interpreter, script));
        command.addAll(List.of(Integer.toString(tls ? city.mqttsPort() : city.mqttPort()), version, device.id()));
        command.add(device.hasToken() ? device.token() : "");
        command.add(tls ? city.tls().serverCertificate().toString() : "");
        if (device.hasToken()) {
            command.addAll(List.of("", ""));
        } else {
            DeviceKeyFiles files =
                    DeviceKeyFiles.write(directory, device.id(), device.certificate(), TestTls.PASSWORD, "");
            command.addAll(List.of(files.certificate().toString(), files.key().toString()));
        }
        return new ProcessBuilder(command)
                .directory(where.toFile())
                .inheritIO()
                .start()
                .waitFor();
    }

    private Device device(String client, Door door) throws Exception {
        String id = "cl-" + client + "-" + door.name().toLowerCase(Locale.ROOT);
        CertificateAuthority.Issued certificate =
                door == Door.CERTIFICATE ? city.tls().issue(id, Duration.ofHours(1)) : null;
        return new Device(door, id, city.register(id, true), certificate);
    }

    private MqttClientBuilder hiveMq(Device device) throws Exception {
        MqttClientBuilder builder = MqttClient.builder()
                .identifier(device.id())
                .serverHost("127.0.0.1")
                .serverPort(device.door() == Door.TCP ? city.mqttPort() : city.mqttsPort());
        if (device.door() == Door.TCP) {
            return builder;
        }
        MqttClientSslConfigBuilder tls =
                MqttClientSslConfig.builder().trustManagerFactory(city.tls().trust());
        if (!device.hasToken()) {
            tls = tls.keyManagerFactory(TestTls.keys(device.certificate()));
        }
        return builder.sslConfig(tls.build());
    }

    private String url(Door door) {
        return door == Door.TCP ? city.mqttUrl() : "ssl://127.0.0.1:" + city.mqttsPort();
    }

    private void assertStoredOnce(Device device, Integer... seqs) {
        Eventually.holds(() -> seqsOf(device.id()).size() >= seqs.length);
        assertThat(seqsOf(device.id())).containsExactly(seqs);
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
