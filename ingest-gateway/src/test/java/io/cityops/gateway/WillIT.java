package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.model.telemetry.DeviceStatus;
import io.cityops.model.telemetry.DeviceStatus.Origin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Last wills: who may leave which, and when they are published. */
@ExtendWith(GatewayResource.class)
class WillIT {
    private final RunningGateway city;

    WillIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void willIsPublishedWhenTheConnectionBreaks() throws Exception {
        try (RawClient client = signIn("wi-breaks", "")) {
            client.publish5(0x32, "city/water/wi-breaks/status", 1, "", "online".getBytes(StandardCharsets.UTF_8));
            assertThat(client.read().hex()).isEqualTo("40: 0001");
            client.breakOff();
        }

        Eventually.holds(() -> saidOf("wi-breaks").equals(List.of("DEVICE online", "LAST_WILL offline")));
    }

    @Test
    void willIsPublishedWhenTheClientBreaksTheProtocol() throws Exception {
        try (RawClient client = signIn("wi-protocol", "")) {
            client.sendHex(0xC1, "");
            client.awaitClose();
        }

        Eventually.holds(() -> saidOf("wi-protocol").equals(List.of("LAST_WILL offline")));
    }

    @Test
    void willIsThrownAwayByALeaveInOrderAndKeptByALeaveWithWill() throws Exception {
        try (RawClient client = signIn("wi-order", "")) {
            client.sendHex(0xE0, ""); // MQTT-3.14.4-3
            client.awaitClose();
        }
        try (RawClient client = signIn("wi-with", "")) {
            client.sendHex(0xE0, "04");
            client.awaitClose();
        }

        Eventually.holds(() -> saidOf("wi-with").equals(List.of("LAST_WILL offline")));
        assertThat(saidOf("wi-order")).isEmpty();
    }

    @Test
    void delayedWillIsNotPublishedWhenTheClientIsBackInTime() throws Exception {
        String token = city.register("wi-delay", true);
        try (RawClient client = new RawClient(city.mqttPort())) {
            client.connect(willOf("wi-delay", token, "18 00000001"));
            client.breakOff();
        }
        Thread.sleep(300);
        try (RawClient client = new RawClient(city.mqttPort())) {
            client.connect(willOf("wi-delay", token, "18 00000001").keepingSession());
            Thread.sleep(2_500);
            assertThat(saidOf("wi-delay")).isEmpty(); // MQTT-3.1.3-9
            client.breakOff();
        }

        Eventually.holds(() -> saidOf("wi-delay").equals(List.of("LAST_WILL offline")));
    }

    @Test
    void cleanStartEndsTheSessionAndItsWillIsPublishedAtOnce() throws Exception {
        String token = city.register("wi-clean", true);
        try (RawClient client = new RawClient(city.mqttPort());
                RawClient after = new RawClient(city.mqttPort())) {
            client.connect(willOf("wi-clean", token, "18 00000e10"));
            after.connect(ConnectBytes.version5("wi-clean", token));

            Eventually.holds(() -> saidOf("wi-clean").equals(List.of("LAST_WILL offline")));
        }
    }

    @Test
    void takeoverPublishesTheWillUnlessItsDelayLetsTheSessionGoOn() throws Exception {
        String token = city.register("wi-over", true);
        try (RawClient first = new RawClient(city.mqttPort());
                RawClient second = new RawClient(city.mqttPort());
                RawClient third = new RawClient(city.mqttPort())) {
            first.connect(willOf("wi-over", token, "18 0000000a"));
            second.connect(willOf("wi-over", token, "").keepingSession());
            first.awaitClose();
            assertThat(saidOf("wi-over")).isEmpty();

            third.connect(willOf("wi-over", token, "").keepingSession());
            Eventually.holds(() -> saidOf("wi-over").equals(List.of("LAST_WILL offline")));
        }
    }

    @Test
    void foreignWillIsRefused() throws Exception {
        String token = city.register("wi-foreign", true);
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertThat(client.connect(ConnectBytes.version5("wi-foreign", token)
                                    .will("city/water/wi-victim/status", "offline"))
                            .body()[1])
                    .isEqualTo((byte) 0x87);
        }
        try (RawClient client = new RawClient(city.mqttPort())) {
            assertThat(client.connect(ConnectBytes.version3("wi-foreign", token)
                                    .will("city/water/wi-foreign/telemetry", "offline"))
                            .hex())
                    .isEqualTo("20: 0005");
        }
    }

    @Test
    void statusIsShortText() throws Exception {
        String token = city.register("wi-status", true);
        try (RawClient client = new RawClient(city.mqttPort())) {
            client.connect(ConnectBytes.version5("wi-status", token));
            client.publish5(0x33, "city/water/wi-status/status", 1, "", new byte[5_000]);
            assertThat(client.read().body()[2]).isEqualTo((byte) 0x97);
            client.publish5(0x33, "city/water/wi-status/status", 2, "", new byte[] {(byte) 0xFF});
            assertThat(client.read().body()[2]).isEqualTo((byte) 0x99);
        }

        assertThat(saidOf("wi-status")).isEmpty();
        assertThat(city.rejectionsOf("wi-status")).hasSize(2);
    }

    private RawClient signIn(String deviceId, String willProperties) throws Exception {
        String token = city.register(deviceId, true);
        RawClient client = new RawClient(city.mqttPort());
        client.connect(willOf(deviceId, token, willProperties));
        return client;
    }

    private static ConnectBytes willOf(String deviceId, String token, String willProperties) throws IOException {
        return ConnectBytes.version5(deviceId, token)
                .properties("11 00000e10")
                .will("city/water/" + deviceId + "/status", "offline")
                .willProperties(willProperties);
    }

    private List<String> saidOf(String deviceId) {
        return city.statusesOf(deviceId).stream().map(WillIT::said).toList();
    }

    private static String said(DeviceStatus status) {
        Origin origin = status.origin();
        return origin + " " + new String(status.payload(), StandardCharsets.UTF_8);
    }
}
