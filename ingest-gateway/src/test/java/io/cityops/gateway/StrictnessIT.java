package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cityops.gateway.RawClient.Packet;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client gets that does not keep to the protocol. */
@ExtendWith(GatewayResource.class)
class StrictnessIT {
    private static final byte MALFORMED_PACKET = (byte) 0x81;
    private static final byte[] GOOD = "{\"values\":{\"water_level_m\":1.5}}".getBytes(StandardCharsets.UTF_8);

    private final RunningGateway city;

    StrictnessIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void mqtt31IsRefused() throws Exception {
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertThat(client.connect("MQIsdp", 3, 0, "it-old", "whatever")).isEqualTo(1);
            assertClosed(client);
        }
    }

    @Test
    void clientThatDoesNotSignInIsCutOffWithinTenSeconds() throws Exception {
        long startedNanos = System.nanoTime();
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertClosed(client);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
                .isBetween(Duration.ofSeconds(8), Duration.ofSeconds(10));
    }

    @Test
    void silentClientIsCutOffAfterOneAndAHalfKeepAlives() throws Exception {
        String token = city.register("it-silent", true);
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertThat(client.connect("MQTT", 4, 2, "it-silent", token)).isZero();
            long startedNanos = System.nanoTime();
            assertClosed(client);
            assertThat(Duration.ofNanos(System.nanoTime() - startedNanos))
                    .isBetween(Duration.ofMillis(2_900), Duration.ofSeconds(6));
        }
    }

    @Test
    void anythingBeforeConnectEndsTheConnection() throws Exception {
        try (RawClient client = new RawClient(city.mqttPort())) {
            publish(client, RawClient.PUBLISH_QOS1, "city/water/it-nobody/telemetry", 1);
            assertClosed(client);
        }
        assertThat(city.telemetryOf("it-nobody")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"city/water/it-wild/#", "city/+/it-wild/telemetry", "city/water/it-wild\0/telemetry"})
    void wildcardOrNulInATopicEndsTheConnection(String topic) throws Exception {
        String device = "it-wild-" + Integer.toHexString(topic.hashCode());
        String token = city.register(device, true);
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertThat(client.connect("MQTT", 5, 0, device, token)).isZero();
            publish5(client, topic, out -> out.writeByte(0));
            Packet answer = client.read();
            assertThat(answer.header()).isEqualTo(RawClient.DISCONNECT);
            assertThat(answer.body()[0]).isEqualTo(MALFORMED_PACKET);
            assertClosed(client);
        }
    }

    @Test
    void resentQos2MessageIsStoredOnce() throws Exception {
        String token = city.register("it-once", true);
        String topic = "city/water/it-once/telemetry";
        try (RawClient client = new RawClient(city.mqttPort())) {
            client.signIn("it-once", token);
            publish(client, RawClient.PUBLISH_QOS2, topic, 7);
            assertThat(client.read().header()).isEqualTo(RawClient.PUBREC);
            publish(client, RawClient.PUBLISH_QOS2_AGAIN, topic, 7);
            assertThat(client.read().header()).isEqualTo(RawClient.PUBREC);
            release(client, 7);
            assertThat(client.read().header()).isEqualTo(RawClient.PUBCOMP);

            publish(client, RawClient.PUBLISH_QOS2, topic, 7);
            assertThat(client.read().header()).isEqualTo(RawClient.PUBREC);
            release(client, 7);
            assertThat(client.read().header()).isEqualTo(RawClient.PUBCOMP);
        }
        assertThat(city.telemetryOf("it-once")).hasSize(2);
    }

    private static void publish(RawClient client, int header, String topic, int packetId) throws IOException {
        client.send(header, body -> {
            body.writeUTF(topic);
            body.writeShort(packetId);
            body.write(GOOD);
        });
        client.flush();
    }

    private static void publish5(RawClient client, String topic, RawClient.Body properties) throws IOException {
        client.send(RawClient.PUBLISH_QOS1, body -> {
            byte[] name = topic.getBytes(StandardCharsets.UTF_8); // writeUTF would hide NUL
            body.writeShort(name.length);
            body.write(name);
            body.writeShort(1);
            properties.writeTo(body);
            body.write(GOOD);
        });
        client.flush();
    }

    private static void release(RawClient client, int packetId) throws IOException {
        client.send(RawClient.PUBREL, body -> body.writeShort(packetId));
        client.flush();
    }

    private static void assertClosed(RawClient client) {
        assertThatThrownBy(client::read).isInstanceOf(EOFException.class);
    }
}
