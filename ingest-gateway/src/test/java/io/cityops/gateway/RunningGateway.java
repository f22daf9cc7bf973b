package io.cityops.gateway;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.database.TimescaleServer;
import io.cityops.localstack.kafka.KafkaBroker;
import io.cityops.localstack.process.FreePort;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.catalogue.FollowedCatalogue;
import io.cityops.model.command.Command;
import io.cityops.model.command.CommandCodec;
import io.cityops.model.registry.DeviceCodec;
import io.cityops.model.registry.DeviceToken;
import io.cityops.model.settings.Settings;
import io.cityops.model.telemetry.DeviceStatus;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.RejectionCodec;
import io.cityops.model.telemetry.StatusCodec;
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
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A gateway with a real broker and a real database, on free ports. One for all component tests of a run. */
final class RunningGateway implements AutoCloseable {
    private final Path directory;
    private final KafkaBroker kafka;
    private final TimescaleServer database;
    private final int mqttPort = FreePort.next();
    private final int mqttsPort = FreePort.next();
    private final TestTls tls;
    private final int httpPort = FreePort.next();
    private final HttpClient http = HttpClient.newHttpClient();
    private Gateway gateway;

    RunningGateway() throws Exception {
        directory = Files.createTempDirectory("gateway-it");
        tls = new TestTls(directory.resolve("tls"));
        kafka = KafkaBroker.start(directory.resolve("kafka"), FreePort.next());
        database = TimescaleServer.start(directory.resolve("database"), FreePort.next());
        startGateway();
    }

    void startGateway() throws Exception {
        gateway = newGateway(mqttPort, mqttsPort, httpPort);
    }

    /** Another one beside it, on the same broker and database; to be closed by who wanted it. */
    AutoCloseable startSecondGateway(int itsMqttPort) throws Exception {
        return newGateway(itsMqttPort, FreePort.next(), FreePort.next());
    }

    private Gateway newGateway(int mqtt, int mqtts, int http) throws Exception {
        Settings settings = new Settings(Map.ofEntries(
                Map.entry("CITYOPS_GATEWAY_MQTT_PORT", Integer.toString(mqtt)),
                Map.entry("CITYOPS_GATEWAY_MQTTS_PORT", Integer.toString(mqtts)),
                Map.entry("CITYOPS_GATEWAY_HTTP_PORT", Integer.toString(http)),
                Map.entry("CITYOPS_TLS_KEYSTORE", tls.keystore().toString()),
                Map.entry("CITYOPS_TLS_PASSWORD", TestTls.PASSWORD),
                Map.entry("CITYOPS_TLS_CLIENT_CA", tls.clientAuthority().toString()),
                Map.entry("CITYOPS_KAFKA", kafka.bootstrap()),
                Map.entry("CITYOPS_DB_URL", database.jdbcUrl()),
                Map.entry("CITYOPS_DB_USER", DatabaseRole.GATEWAY.roleName()),
                Map.entry("CITYOPS_DB_PASSWORD", database.password(DatabaseRole.GATEWAY))));
        Gateway started = new Gateway(
                GatewaySettings.from(settings), new FollowedCatalogue(Catalogue.load(null)), Clock.systemUTC());
        started.start();
        return started;
    }

    TestTls tls() {
        return tls;
    }

    int mqttsPort() {
        return mqttsPort;
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

    /** Whether the gateway has published the device as one of this type. */
    boolean knows(String deviceId, String type) {
        String found = "";
        for (ConsumerRecord<byte[], byte[]> each : records("devices")) {
            if (each.value() != null && new String(each.key(), StandardCharsets.UTF_8).equals(deviceId)) {
                found = DeviceCodec.decode(each.value()).type();
            }
        }
        return found.equals(type);
    }

    /** Makes devices {@code prefix0} and on at once; their tokens are added in order. */
    void registerMany(String prefix, int devices, List<String> tokens) throws SQLException {
        SecureRandom random = new SecureRandom();
        byte[] salt = DeviceToken.newSalt(random);
        String token = DeviceToken.generate(random);
        execute(
                "insert into store.device (id, type, sector, area, token_salt, token_hash)"
                        + " select ? || n, 'river-gauge', 'water', 'city', ?, ? from generate_series(0, ?) n",
                prefix,
                salt,
                DeviceToken.hash(salt, token),
                devices - 1);
        for (int i = 0; i < devices; i++) {
            tokens.add(token);
        }
    }

    /** As a network fault would, and a little sooner than anything that is done next. */
    void endDatabaseConnectionsOf(String application) throws SQLException {
        String owner = DatabaseRole.OWNER.roleName();
        try (Connection connection =
                        DriverManager.getConnection(database.jdbcUrl(), owner, database.password(DatabaseRole.OWNER));
                PreparedStatement end = connection.prepareStatement(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = ?")) {
            end.setString(1, application);
            end.execute();
        }
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

    /** What was said of the device on its status topic, oldest first. */
    List<DeviceStatus> statusesOf(String deviceId) {
        return records("status").stream()
                .map(said -> StatusCodec.decode(said.value()))
                .filter(status -> status.deviceId().equals(deviceId))
                .toList();
    }

    /** As the command line does it. */
    void command(String deviceId, String payload, boolean retain) throws Exception {
        Command command = new Command(System.currentTimeMillis(), retain, payload.getBytes(StandardCharsets.UTF_8));
        Map<String, Object> config = Map.of("bootstrap.servers", kafka.bootstrap());
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(
                            CommandCodec.TOPIC, CommandCodec.key(deviceId, retain), CommandCodec.encode(command)))
                    .get();
        }
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
