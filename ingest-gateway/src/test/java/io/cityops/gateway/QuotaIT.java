package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A gateway that lets a device send 50 messages a second, and 50 at once. */
@ExtendWith(GatewayResource.class)
class QuotaIT {
    private static final int PER_SECOND = 50;
    private static final int MESSAGES = 200;
    private static final int QUOTA_EXCEEDED = 0x97;

    private final RunningGateway city;
    private GatewayProcess gateway;

    QuotaIT(RunningGateway city) {
        this.city = city;
    }

    @BeforeEach
    void start() throws Exception {
        gateway = new GatewayProcess(
                city,
                0,
                Map.of(
                        "CITYOPS_GATEWAY_DEVICE_QUOTA_MESSAGES",
                        Integer.toString(PER_SECOND),
                        "CITYOPS_GATEWAY_DEVICE_QUOTA_BURST_SECONDS",
                        "1"));
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
    }

    @Test
    void deviceOverItsQuotaIsReadMoreSlowlyAndNothingOfItIsLost() throws Exception {
        String token = city.register("it-quota", true);
        try (RawClient client = new RawClient(gateway.mqttPort())) {
            client.signIn("it-quota", token);
            long begin = System.nanoTime();
            for (int packetId = 1; packetId <= MESSAGES; packetId++) {
                client.publish3(RawClient.PUBLISH_QOS1, topic("it-quota"), packetId, message(packetId));
            }
            for (int packetId = 1; packetId <= MESSAGES; packetId++) {
                assertThat(client.read().body()).containsExactly(packetId >> 8, packetId);
            }
            // The first second's worth comes at once.
            Duration least =
                    Duration.ofSeconds((MESSAGES - PER_SECOND) / PER_SECOND).minusMillis(500);
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(least);
        }
        assertThat(city.telemetryOf("it-quota")).hasSize(MESSAGES);
        assertThat(city.rejectionsOf("it-quota")).isEmpty();
    }

    @Test
    void deviceBehindAConcentratorIsRefusedWhatIsOverItsQuotaAndItsNeighbourIsNot() throws Exception {
        String token = city.register("it-quota-lora", true);
        for (String behind : List.of("it-quota-wild", "it-quota-calm")) {
            city.register(behind, true);
            city.execute("update store.device set concentrator = 'it-quota-lora' where id = ?", behind);
        }
        int refused = 0;
        try (RawClient client = new RawClient(gateway.mqttPort())) {
            assertThat(client.connect("MQTT", 5, 0, "it-quota-lora", token)).isZero();
            for (int packetId = 1; packetId <= MESSAGES; packetId++) {
                client.publish5(RawClient.PUBLISH_QOS1, topic("it-quota-wild"), packetId, "", message(packetId));
                byte[] answer = client.read().body();
                if (answer.length > 2 && (answer[2] & 0xFF) == QUOTA_EXCEEDED) {
                    refused++;
                }
            }
            client.publish5(RawClient.PUBLISH_QOS1, topic("it-quota-calm"), 999, "", message(1));
            assertThat(client.read().body()).hasSize(2);
        }
        assertThat(refused).isPositive();
        assertThat(city.telemetryOf("it-quota-wild")).hasSize(MESSAGES - refused);
        assertThat(city.telemetryOf("it-quota-calm")).hasSize(1);
        List<Rejection> kept = city.rejectionsOf("it-quota-wild");
        assertThat(kept).isNotEmpty().hasSizeLessThan(refused + 1);
        assertThat(kept).allMatch(rejection -> rejection.reason() == RejectReason.QUOTA_EXCEEDED);
    }

    private static String topic(String deviceId) {
        return "city/water/" + deviceId + "/telemetry";
    }

    private static byte[] message(int seq) {
        return ("{\"seq\":" + seq + ",\"values\":{\"water_level_m\":1.5}}").getBytes(StandardCharsets.UTF_8);
    }
}
