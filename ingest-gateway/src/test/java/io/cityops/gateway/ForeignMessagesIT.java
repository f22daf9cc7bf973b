package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.localstack.database.DatabaseRole;
import io.cityops.localstack.rejected.RejectedMessage;
import io.cityops.localstack.rejected.RejectedMessages;
import io.cityops.localstack.rejected.ReplayRun;
import io.cityops.model.registry.DeviceCodec;
import io.cityops.model.telemetry.Observation;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Foreign formats through the door, and refused messages through it once more. */
@ExtendWith(GatewayResource.class)
class ForeignMessagesIT {
    private static final byte[] LEVEL_METRIC = {0x0A, 5, 'L', 'e', 'v', 'e', 'l', 0x20, 10, 0x69};

    private final RunningGateway city;

    ForeignMessagesIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void messageOfAConcentratorIsStoredUnderTheDeviceThatItNames() throws Exception {
        String token = city.register("it-lora", true);
        city.register("it-level", true);
        city.execute("update store.device set type = 'concentrator' where id = 'it-lora'");
        city.execute("update store.device set concentrator = 'it-lora', external_id = '70B3D57ED0009999'"
                + " where id = 'it-level'");
        awaitType("it-lora", "concentrator");
        String uplink = "{\"end_device_ids\":{\"dev_eui\":\"70b3d57ed0009999\"},\"uplink_message\":"
                + "{\"f_cnt\":8,\"decoded_payload\":{\"water_level\":1.41}}}";

        try (Device5 device = Device5.signIn(city, "it-lora", token)) {
            Eventually.holds(() ->
                    device.publish("v3/app@tenant/devices/level/up", uplink, 1).code() == 0);
            assertThat(device.publish("v3/app@tenant/devices/x/up", uplink.replace("9999", "0000"), 1))
                    .isEqualTo(new Device5.Answer(0x87, "unknown-device"));
        }

        Observation stored =
                city.telemetryOf("it-level").getLast().observations().getFirst();
        assertThat(stored.measures()).containsExactly("water_level_m");
        assertThat(stored.values()).containsExactly(1.41);
        assertThat(stored.seq()).isEqualTo(8);
    }

    @Test
    void edgeNodeThatSendsBeforeItsBirthIsAskedForIt() throws Exception {
        String token = city.register("it-edge", true);
        CompletableFuture<byte[]> asked = new CompletableFuture<>();
        MqttConnectOptions options = new MqttConnectOptions();
        options.setUserName("it-edge");
        options.setPassword(token.toCharArray());
        options.setWill("spBv1.0/Water/NDEATH/it-edge", new byte[0], 1, false);

        MqttClient node = new MqttClient(city.mqttUrl(), "it-edge", new MemoryPersistence());
        node.connect(options);
        node.subscribe("spBv1.0/Water/NCMD/it-edge", 1, (topic, message) -> asked.complete(message.getPayload()));
        node.publish("spBv1.0/Water/NDATA/it-edge", payload(7, 1.5), 1, false);

        String request = new String(asked.get(120, TimeUnit.SECONDS), StandardCharsets.ISO_8859_1);
        assertThat(request).contains("Node Control/Rebirth");
        node.disconnect();
        node.close();
        assertThat(city.telemetryOf("it-edge")
                        .getFirst()
                        .observations()
                        .getFirst()
                        .values())
                .containsExactly(1.5);
    }

    @Test
    void refusedPartIsStoredByAReplayOnceTheRegistryIsMendedAndNothingTwice() throws Exception {
        String token = city.register("it-mended", true);
        city.execute("update store.device set type = 'air-station' where id = 'it-mended'");
        awaitType("it-mended", "air-station");
        try (Device5 device = Device5.signIn(city, "it-mended", token)) {
            String message = "{\"ts\":%d,\"seq\":4,\"values\":{\"temperature_c\":30,\"wind_speed_ms\":3}}"
                    .formatted(System.currentTimeMillis());
            Eventually.holds(() ->
                    device.publish("city/water/it-mended/telemetry", message, 1).code() == 0);
        }
        Rejection kept = city.rejectionsOf("it-mended").getLast();
        assertThat(kept.reason()).isEqualTo(RejectReason.UNKNOWN_MEASURE);
        keep(kept);

        try (RejectedMessages messages = messages()) {
            RejectedMessages.Filter filter = new RejectedMessages.Filter("it-mended", "unknown-measure", null, 10);
            ReplayRun.Summary before = replay(messages, messages.toReplay(filter), true);
            assertThat(before.accepted()).isZero();

            city.execute("update store.device set type = 'weather-station' where id = 'it-mended'");
            awaitType("it-mended", "weather-station");
            int stored = city.telemetryOf("it-mended").size();
            assertThat(replay(messages, messages.toReplay(filter), true).values())
                    .isEqualTo(1);
            assertThat(city.telemetryOf("it-mended")).hasSize(stored);

            ReplayRun.Summary mended = replay(messages, messages.toReplay(filter), false);
            assertThat(mended.accepted()).isEqualTo(1);
            assertThat(mended.values()).isEqualTo(1);
            assertThat(messages.toReplay(filter)).isEmpty();
            assertThat(messages.newest(filter).getFirst().replayOutcome()).isEqualTo("accepted");
        }
        Observation rest =
                city.telemetryOf("it-mended").getLast().observations().getFirst();
        assertThat(rest.measures()).containsExactly("wind_speed_ms");
        assertThat(rest.seq()).isEqualTo(4);
    }

    private ReplayRun.Summary replay(RejectedMessages messages, List<RejectedMessage> found, boolean dryRun)
            throws Exception {
        assertThat(found).hasSize(1);
        return new ReplayRun(city.kafka().bootstrap(), messages, Clock.systemUTC()).replay(found, dryRun);
    }

    /** As the jobs would. */
    private void keep(Rejection rejection) throws Exception {
        try (Connection jobs = connect(DatabaseRole.JOBS);
                PreparedStatement insert = jobs.prepareStatement("insert into store.rejected (received_at, device_id,"
                        + " topic, reason, detail, payload, partition, kafka_offset, sender, content_type, stored)"
                        + " values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?)")) {
            insert.setTimestamp(1, Timestamp.from(Instant.ofEpochMilli(rejection.receivedAtMillis())));
            insert.setString(2, rejection.deviceId());
            insert.setString(3, rejection.topic());
            insert.setString(4, rejection.reason().tag());
            insert.setString(5, rejection.detail());
            insert.setBytes(6, rejection.payload());
            insert.setLong(7, rejection.receivedAtMillis());
            insert.setString(8, rejection.sender());
            insert.setString(9, rejection.contentType());
            insert.setString(10, rejection.stored());
            insert.executeUpdate();
        }
    }

    private RejectedMessages messages() throws Exception {
        return RejectedMessages.on(connect(DatabaseRole.REGISTRAR));
    }

    private Connection connect(DatabaseRole role) throws Exception {
        return DriverManager.getConnection(
                city.database().jdbcUrl(), role.roleName(), city.database().password(role));
    }

    private void awaitType(String deviceId, String type) {
        Eventually.holds(() -> city.records("devices").stream()
                .filter(each -> each.value() != null)
                .map(each -> DeviceCodec.decode(each.value()))
                .anyMatch(
                        device -> device.id().equals(deviceId) && device.type().equals(type)));
    }

    /** One metric, named and without an alias, and the sequence number. */
    private static byte[] payload(int seq, double level) {
        java.nio.ByteBuffer bytes = java.nio.ByteBuffer.allocate(64).order(java.nio.ByteOrder.LITTLE_ENDIAN);
        bytes.put((byte) 0x12).put((byte) (LEVEL_METRIC.length + 8)).put(LEVEL_METRIC);
        bytes.putDouble(level).put((byte) 0x18).put((byte) seq);
        return java.util.Arrays.copyOf(bytes.array(), bytes.position());
    }
}
