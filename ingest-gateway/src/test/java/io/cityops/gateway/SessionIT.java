package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.RawClient.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What outlives a connection, and what a client is told of its terms. */
@ExtendWith(GatewayResource.class)
class SessionIT {
    private static final byte[] GOOD = "{\"values\":{\"water_level_m\":1.5}}".getBytes(StandardCharsets.UTF_8);
    private static final int PUBLISH_QOS2_AGAIN = 0x3C;

    private final RunningGateway city;

    SessionIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void newConnectionTakesOverAndTheOldOneIsToldWhy() throws Exception {
        String token = city.register("se-over", true);
        try (RawClient old5 = client();
                RawClient old3 = client();
                RawClient newest = client()) {
            old5.connect(ConnectBytes.version5("se-over", token));
            old3.connect(ConnectBytes.version3("se-over", token));
            Packet told = old5.read(); // MQTT-3.1.4-3
            assertThat(told.header()).isEqualTo(RawClient.DISCONNECT);
            assertThat(told.body()[0]).isEqualTo((byte) 0x8E);
            old5.awaitClose();

            newest.connect(ConnectBytes.version5("se-over", token));
            old3.awaitClose();
            newest.sendHex(0xC0, "");
            assertThat(newest.read().hex()).isEqualTo("d0: ");
        }
    }

    @Test
    void sessionIsPresentOnlyWhereItWasKept() throws Exception {
        String token = city.register("se-kept", true);

        assertThat(sessionPresent(ConnectBytes.version3("se-kept", token))).isFalse();
        assertThat(sessionPresent(ConnectBytes.version3("se-kept", token).keepingSession()))
                .isFalse();
        assertThat(sessionPresent(ConnectBytes.version3("se-kept", token).keepingSession()))
                .isTrue(); // MQTT-3.2.2-2
        assertThat(sessionPresent(ConnectBytes.version3("se-kept", token))).isFalse(); // MQTT-3.2.2-1
        assertThat(sessionPresent(ConnectBytes.version3("se-kept", token).keepingSession()))
                .isFalse(); // MQTT-3.1.2-6
    }

    @Test
    void sessionOfMqtt5LastsAsLongAsTheClientAskedLast() throws Exception {
        String token = city.register("se-expiry", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("se-expiry", token).properties("11 0000003c"));
            client.sendHex(0xE0, "");
            client.awaitClose();
        }
        try (RawClient client = client()) {
            Packet connack = client.connect(
                    ConnectBytes.version5("se-expiry", token).keepingSession().properties("11 0000003c"));
            assertThat(connack.body()[0]).isEqualTo((byte) 1);
            client.sendHex(0xE0, "00 05 11 00000000");
            client.awaitClose();
        }
        assertThat(sessionPresent(ConnectBytes.version5("se-expiry", token)
                        .keepingSession()
                        .properties("11 00000001")))
                .isFalse();
        Thread.sleep(1_200);
        assertThat(sessionPresent(ConnectBytes.version5("se-expiry", token).keepingSession()))
                .isFalse(); // MQTT-3.1.2-23
    }

    @Test
    void sessionThatWasToEndCannotBeProlongedInDisconnect() throws Exception {
        String token = city.register("se-prolong", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("se-prolong", token));
            client.sendHex(0xE0, "00 05 11 0000003c");

            assertThat(client.read().body()[0]).isEqualTo((byte) 0x82);
            client.awaitClose();
        }
    }

    @Test
    void qos2MessageIsStoredOnceAcrossAReconnect() throws Exception {
        String token = city.register("se-once", true);
        String topic = "city/water/se-once/telemetry";
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version3("se-once", token).keepingSession());
            client.publish3(RawClient.PUBLISH_QOS2, topic, 7, GOOD);
            assertThat(client.read().hex()).isEqualTo("50: 0007");
            client.breakOff();
        }
        try (RawClient client = client()) {
            Packet connack =
                    client.connect(ConnectBytes.version3("se-once", token).keepingSession());
            assertThat(connack.hex()).isEqualTo("20: 0100");
            client.publish3(PUBLISH_QOS2_AGAIN, topic, 7, GOOD);
            assertThat(client.read().hex()).isEqualTo("50: 0007"); // MQTT-4.3.3-10
            client.sendHex(RawClient.PUBREL, "0007");
            assertThat(client.read().hex()).isEqualTo("70: 0007");
            client.sendHex(RawClient.PUBREL, "0007");
            assertThat(client.read().hex()).isEqualTo("70: 0007"); // MQTT-4.3.3-11
        }
        assertThat(city.telemetryOf("se-once")).hasSize(1);
    }

    @Test
    void qos2MessageOnItsWayIsNotStoredAgainByTheConnectionThatTakesOver() throws Exception {
        String token = city.register("se-way", true);
        String topic = "city/water/se-way/telemetry";
        try (RawClient before = client();
                RawClient after = client()) {
            before.connect(ConnectBytes.version3("se-way", token).keepingSession());
            city.freezeKafka();
            try {
                before.publish3(RawClient.PUBLISH_QOS2, topic, 9, GOOD);
                after.connect(ConnectBytes.version3("se-way", token).keepingSession());
                after.publish3(PUBLISH_QOS2_AGAIN, topic, 9, GOOD);
            } finally {
                city.thawKafka();
            }
            assertThat(after.read().hex()).isEqualTo("50: 0009");
            after.sendHex(RawClient.PUBREL, "0009");
            assertThat(after.read().hex()).isEqualTo("70: 0009");
        }
        assertThat(city.telemetryOf("se-way")).hasSize(1);
    }

    @Test
    void unknownPacketIdIsToldByItsCode() throws Exception {
        String token = city.register("se-unknown", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("se-unknown", token));
            client.sendHex(RawClient.PUBREL, "0005");
            assertThat(client.read().hex()).isEqualTo("70: 000592");
            client.sendHex(0x50, "0006");
            assertThat(client.read().hex()).isEqualTo("62: 000692");
            client.sendHex(0x40, "0006");
            client.sendHex(0x70, "0006");
            client.sendHex(0xC0, "");
            assertThat(client.read().hex()).isEqualTo("d0: ");
        }
    }

    @Test
    void termsAreAnnouncedWhereTheyAreNotAsAsked() throws Exception {
        String token = city.register("se-terms", true);
        try (RawClient client = client()) {
            Packet connack = client.connect(ConnectBytes.version5("se-terms", token)
                    .clientId("")
                    .keepAlive(65_535)
                    .properties("11 ffffffff"));

            assertThat(connack.hex())
                    .startsWith("20: 0000")
                    .contains("12" + "0008" + "73652d7465726d73") // Assigned Client Identifier, MQTT-3.2.2-16
                    .contains("11" + "00093a80") // Session Expiry Interval: a week
                    .contains("13" + "0e10") // Server Keep Alive: an hour, MQTT-3.1.2-21
                    .contains("21" + "0080") // Receive Maximum
                    .contains("22" + "0020") // Topic Alias Maximum
                    .contains("2700") // Maximum Packet Size
                    .contains("2a00"); // no shared subscriptions
        }
        try (RawClient client = client()) {
            Packet connack = client.connect(
                    ConnectBytes.version5("se-terms", token).keepAlive(60).properties("11 0000003c"));
            assertThat(connack.hex()).doesNotContain("120008").doesNotContain("110000003c");
        }
    }

    @Test
    void emptyClientIdOfMqtt311NeedsACleanSession() throws Exception {
        String token = city.register("se-empty", true);
        try (RawClient client = client()) {
            assertThat(client.connect(ConnectBytes.version3("se-empty", token).clientId(""))
                            .hex())
                    .isEqualTo("20: 0000"); // MQTT-3.1.3-6
        }
        try (RawClient client = client()) {
            assertThat(client.connect(ConnectBytes.version3("se-empty", token)
                                    .clientId("")
                                    .keepingSession())
                            .hex())
                    .isEqualTo("20: 0002"); // MQTT-3.1.3-8
            client.awaitClose();
        }
    }

    @Test
    void clientIsSentNoMoreThanItTakes() throws Exception {
        String token = city.register("se-small", true);
        try (RawClient client = client()) {
            assertThat(client.connect(ConnectBytes.version5("se-small", token)
                                    .keepAlive(60)
                                    .properties("27 0000000a"))
                            .hex())
                    .isEqualTo("20: 000000");
            client.publish5(RawClient.PUBLISH_QOS1, "city/water/other/telemetry", 1, "", GOOD);
            assertThat(client.read().hex()).isEqualTo("40: 000187"); // MQTT-3.4.2-2: no reason string
            client.sendHex(0xC1, "");
            assertThat(client.read().hex()).isEqualTo("e0: 8100"); // MQTT-3.14.2-3
        }
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("se-small", token).properties("17 00"));
            client.publish5(RawClient.PUBLISH_QOS1, "city/water/other/telemetry", 1, "", GOOD);
            assertThat(client.read().hex()).isEqualTo("40: 000187"); // MQTT-3.1.2-29
        }
    }

    @Test
    void clientThatSendsMoreThanTheReceiveMaximumIsCutOff() throws Exception {
        String token = city.register("se-maximum", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("se-maximum", token));
            for (int id = 1; id <= 129; id++) {
                client.publish5(RawClient.PUBLISH_QOS2, "city/water/se-maximum/telemetry", id, "", GOOD);
            }
            Packet packet;
            do {
                packet = client.read();
            } while (packet.header() == RawClient.PUBREC);
            assertThat(packet.header()).isEqualTo(RawClient.DISCONNECT);
            assertThat(packet.body()[0]).isEqualTo((byte) 0x93); // MQTT-3.3.4-9
        }
    }

    @Test
    void payloadThatIsNotTheTextItClaimsToBeIsRefused() throws Exception {
        String token = city.register("se-text", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("se-text", token));
            client.publish5(
                    RawClient.PUBLISH_QOS1, "city/water/se-text/telemetry", 1, "01 01", new byte[] {(byte) 0xC0});
            Packet puback = client.read();
            assertThat(puback.header()).isEqualTo(RawClient.PUBACK);
            assertThat(puback.body()[2]).isEqualTo((byte) 0x99);
        }
    }

    @Test
    void acknowledgementsKeepTheOrderOfTheMessages() throws Exception {
        String token = city.register("se-order", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version3("se-order", token));
            for (int id = 1; id <= 60; id++) {
                boolean good = id % 3 > 0;
                client.publish3(
                        id % 2 == 0 ? RawClient.PUBLISH_QOS1 : RawClient.PUBLISH_QOS2,
                        "city/water/" + (good ? "se-order" : "other") + "/telemetry",
                        id,
                        GOOD);
            }
            for (int id = 1; id <= 60; id++) {
                Packet answer = client.read(); // MQTT-4.6.0-2, MQTT-4.6.0-3
                assertThat(answer.hex()).isEqualTo((id % 2 == 0 ? "40: " : "50: ") + "%04x".formatted(id));
            }
        }
    }

    private boolean sessionPresent(ConnectBytes connect) throws IOException {
        try (RawClient client = client()) {
            Packet connack = client.connect(connect);
            assertThat(connack.body()[1]).isZero();
            client.sendHex(0xE0, "");
            client.awaitClose();
            return connack.body()[0] == 1;
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(city.mqttPort());
    }
}
