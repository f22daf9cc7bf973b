package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.still.PictureFixtures;
import io.cityops.localstack.database.DatabaseRole;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Pictures from a camera to the database. */
@ExtendWith(GatewayResource.class)
class StillIT {
    private static final int ACCEPTED = 0;
    private static final int QUOTA_EXCEEDED = 0x97;
    private static final int PAYLOAD_FORMAT_INVALID = 0x99;

    private final RunningGateway city;
    private int packetId;

    StillIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void acknowledgedPictureIsInTheDatabaseAndTheNewestIsKept() throws Exception {
        byte[] small = PictureFixtures.jpeg(320, 240, false);
        byte[] large = Arrays.copyOf(PictureFixtures.jpeg(640, 480, true), 256 * 1024);
        try (RawClient camera = camera("it-camera")) {
            assertThat(publish(camera, "city/traffic/it-camera/snapshot", small))
                    .isEqualTo(ACCEPTED);
            assertThat(stored("it-camera")).isEqualTo(small);

            assertThat(publish(camera, "city/traffic/it-camera/snapshot", large))
                    .isEqualTo(ACCEPTED);
            assertThat(stored("it-camera")).isEqualTo(large);
        }
        assertThat(city.meter("cityops_gateway_stills_total{outcome=\"stored\"}"))
                .isGreaterThanOrEqualTo(2);
    }

    @Test
    void whatIsNoPictureIsRefusedWithItsReasonAndNothingIsStored() throws Exception {
        byte[] picture = PictureFixtures.jpeg(320, 240, false);
        try (RawClient camera = camera("it-bad-camera")) {
            String topic = "city/traffic/it-bad-camera/snapshot";
            assertThat(publish(camera, topic, "no picture".getBytes(StandardCharsets.UTF_8)))
                    .isEqualTo(PAYLOAD_FORMAT_INVALID);
            assertThat(publish(camera, topic, Arrays.copyOf(picture, picture.length / 2)))
                    .isEqualTo(PAYLOAD_FORMAT_INVALID);
            assertThat(publish(camera, topic, Arrays.copyOf(picture, 256 * 1024 + 1)))
                    .isEqualTo(QUOTA_EXCEEDED);
        }
        assertThat(stored("it-bad-camera")).isNull();
        assertThat(city.rejectionsOf("it-bad-camera"))
                .extracting(rejection -> rejection.reason().tag())
                .containsExactly("malformed", "malformed", "too-large");
    }

    @Test
    void onlyACameraSendsPictures() throws Exception {
        String token = city.register("it-no-camera", true);
        try (RawClient gauge = new RawClient(city.mqttPort())) {
            assertThat(gauge.connect("MQTT", 5, 0, "it-no-camera", token)).isZero();
            assertThat(publish(gauge, "city/water/it-no-camera/snapshot", PictureFixtures.jpeg(64, 48, false)))
                    .isEqualTo(PAYLOAD_FORMAT_INVALID);
        }
        assertThat(stored("it-no-camera")).isNull();
    }

    @Test
    void telemetryOfACameraGoesOnWhileTheDatabaseIsAwayAndItsPicturesAreRefused() throws Exception {
        byte[] picture = PictureFixtures.jpeg(320, 240, false);
        try (RawClient camera = camera("it-patient-camera")) {
            city.database().kill();
            try {
                Eventually.holds(
                        () -> publish(camera, "city/traffic/it-patient-camera/snapshot", picture) == QUOTA_EXCEEDED);
                assertThat(publish(
                                camera,
                                "city/traffic/it-patient-camera/telemetry",
                                "{\"values\":{\"vehicle_count\":3}}".getBytes(StandardCharsets.UTF_8)))
                        .isEqualTo(ACCEPTED);
            } finally {
                city.database().start();
            }
            Eventually.holds(() -> publish(camera, "city/traffic/it-patient-camera/snapshot", picture) == ACCEPTED);
        }
        assertThat(stored("it-patient-camera")).isEqualTo(picture);
    }

    private RawClient camera(String id) throws Exception {
        String token = city.register(id, true);
        city.execute("update store.device set type = 'traffic-camera', sector = 'traffic' where id = ?", id);
        Eventually.holds(() -> city.knows(id, "traffic-camera"));
        RawClient camera = new RawClient(city.mqttPort());
        assertThat(camera.connect("MQTT", 5, 0, id, token)).isZero();
        return camera;
    }

    private int publish(RawClient client, String topic, byte[] payload) throws IOException {
        packetId++;
        client.send(RawClient.PUBLISH_QOS1, body -> {
            body.writeUTF(topic);
            body.writeShort(packetId);
            body.writeByte(0);
            body.write(payload);
        });
        client.flush();
        RawClient.Packet puback = client.read();
        assertThat(puback.header()).isEqualTo(RawClient.PUBACK);
        return puback.body().length == 2 ? ACCEPTED : puback.body()[2] & 0xFF;
    }

    private byte[] stored(String deviceId) throws Exception {
        try (Connection connection = DriverManager.getConnection(
                        city.database().jdbcUrl(),
                        DatabaseRole.DASHBOARD.roleName(),
                        city.database().password(DatabaseRole.DASHBOARD));
                PreparedStatement query =
                        connection.prepareStatement("select bytes from store.snapshot where device_id = ?")) {
            query.setString(1, deviceId);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? row.getBytes(1) : null;
            }
        }
    }
}
