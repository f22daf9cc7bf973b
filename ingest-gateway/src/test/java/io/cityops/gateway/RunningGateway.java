package io.cityops.gateway;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.kafka.KafkaBroker;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceToken;
import io.cityops.model.settings.Settings;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.RejectionCodec;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A gateway with a real broker and a real database, on free ports. One for all component tests of a run. */
final class RunningGateway implements AutoCloseable {
    private final Path directory;
    private final KafkaBroker kafka;
    private final TimescaleServer database;
    private final int mqttPort = FreePort.next();
    private final int httpPort = FreePort.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    RunningGateway() throws Exception {
        directory = Files.createTempDirectory("gateway-it");
        kafka = KafkaBroker.start(directory.resolve("kafka"), FreePort.next());
        database = TimescaleServer.start(directory.resolve("database"), FreePort.next());
        startGateway();
    }

    void startGateway() throws Exception {
        Settings settings = new Settings(Map.of(
                "CITYOPS_GATEWAY_MQTT_PORT",
                Integer.toString(mqttPort),
                "CITYOPS_GATEWAY_HTTP_PORT",
                Integer.toString(httpPort),
                "CITYOPS_KAFKA",
                kafka.bootstrap(),
                "CITYOPS_DB_URL",
                database.jdbcUrl(),
                "CITYOPS_DB_USER",
                DatabaseRole.GATEWAY.roleName(),
                "CITYOPS_DB_PASSWORD",
                database.password(DatabaseRole.GATEWAY)));
        gateway = new Gateway(GatewaySettings.from(settings), Catalogue.load(null), Clock.systemUTC());
        gateway.start();
    }

    void stopGateway() {
        gateway.close();
    }

    KafkaBroker kafka() {
        return kafka;
    }

    TimescaleServer database() {
        return database;
    }

    int mqttPort() {
        return mqttPort;
    }

    String mqttUrl() {
        return "tcp://127.0.0.1:" + mqttPort;
    }

    /** Makes or changes a river gauge of the water sector; returns when the gateway knows it. */
    String register(String deviceId, boolean enabled) throws SQLException {
        byte[] salt = DeviceToken.newSalt(new SecureRandom());
        String token = DeviceToken.generate(new SecureRandom());
        execute(
                "insert into store.device (id, type, sector, area, enabled, token_salt, token_hash)"
                        + " values (?, 'river-gauge', 'water', 'city', ?, ?, ?)",
                deviceId,
                enabled,
                salt,
                DeviceToken.hash(salt, token));
        Eventually.holds(() -> devicesInTopic().contains(deviceId));
        return token;
    }

    void execute(String sql, Object... values) throws SQLException {
        String user = DatabaseRole.REGISTRAR.roleName();
        String password = database.password(DatabaseRole.REGISTRAR);
        try (Connection connection = DriverManager.getConnection(database.jdbcUrl(), user, password);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    List<Telemetry> telemetryOf(String deviceId) {
        return records("telemetry").stream()
                .map(ConsumerRecord::value)
                .filter(value -> !TelemetryCodec.isTick(value))
                .map(TelemetryCodec::decode)
                .filter(telemetry -> telemetry.deviceId().equals(deviceId))
                .toList();
    }

    List<Rejection> rejectionsOf(String deviceId) {
        return records("telemetry.rejected").stream()
                .map(kept -> RejectionCodec.decode(kept.value()))
                .filter(rejection -> Objects.equals(rejection.deviceId(), deviceId))
                .toList();
    }

    /** Ids whose newest record is a device, not a tombstone. */
    List<String> devicesInTopic() {
        List<String> ids = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> device : records("devices")) {
            String id = new String(device.key(), StandardCharsets.UTF_8);
            ids.remove(id);
            if (device.value() != null) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** All that the topic holds now. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrap());
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(partition -> new TopicPartition(topic, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
            return records;
        }
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + httpPort + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The value of a meter as Prometheus would read it, such as {@code cityops_gateway_connections}. */
    double meter(String nameAndTags) throws IOException, InterruptedException {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(nameAndTags + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no meter " + nameAndTags));
    }

    /** Stops the broker's process where it stands, as a stalled machine would; its port stays open. */
    void freezeKafka() throws IOException, InterruptedException {
        signalBroker("STOP");
    }

    void thawKafka() throws IOException, InterruptedException {
        signalBroker("CONT");
    }

    @Override
    public void close() {
        gateway.close();
        database.close();
        kafka.close();
    }

    private static void signalBroker(String signal) throws IOException, InterruptedException {
        int exit = new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + brokerPid())
                .inheritIO()
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException("the broker could not be signalled");
        }
    }

    /** The only Java process that this one has started. */
    private static long brokerPid() {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> process.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElseThrow()
                .pid();
    }
}
