package io.cityops.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.gateway.RawClient.Packet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Commands to devices: who may ask for them, and that each arrives at least once. */
@ExtendWith(GatewayResource.class)
class CommandIT {
    private final RunningGateway city;

    CommandIT(RunningGateway city) {
        this.city = city;
    }

    @Test
    void liveCommandReachesItsDeviceWithTheGrantedQos() throws Exception {
        String token = city.register("co-live", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("co-live", token));
            client.sendHex(0x82, "0001 02 0b2a" + utf("city/water/co-live/command") + "02");
            assertThat(client.read().hex()).isEqualTo("90: 00010001"); // MQTT-3.8.4-8: QoS 2 was asked for

            city.command("co-live", "open", false);

            Packet command = client.read();
            assertThat(command.header()).isEqualTo(0x32);
            assertThat(command.hex())
                    .endsWith(utf("city/water/co-live/command") + "0001" + "020b2a" + hex("open")); // MQTT-3.3.4-3
            client.sendHex(0x40, "0001");
        }
    }

    @Test
    void everythingElseIsRefusedByItsCode() throws Exception {
        String token = city.register("co-else", true);
        String own = utf("city/water/co-else/command");
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("co-else", token));
            client.sendHex(
                    0x82,
                    "0001 00" + utf("#") + "00" + own + "01" + utf("city/water/other/command") + "01" + own + "00");
            assertThat(client.read().hex()).isEqualTo("90: 0001008701" + "8700"); // MQTT-3.8.4-6, in order
            client.sendHex(0xA2, "0002 00" + own + utf("a/b"));
            assertThat(client.read().hex()).isEqualTo("b0: 0002000011"); // MQTT-3.11.3-1
            client.sendHex(0x82, "0003 00" + utf("$share/g/city/water/co-else/command") + "01");
            assertThat(client.read().body()[0]).isEqualTo((byte) 0x9E);
        }
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version3("co-else", token));
            client.sendHex(0x82, "0001" + utf("city/+/co-else/command") + "01" + own + "01");
            assertThat(client.read().hex()).isEqualTo("90: 00018001");
            client.sendHex(0xA2, "0002" + own + utf("a/b"));
            assertThat(client.read().hex()).isEqualTo("b0: 0002"); // MQTT-3.10.4-4, -5
        }
    }

    @Test
    void standingCommandReachesEachNewSubscription() throws Exception {
        String token = city.register("co-standing", true);
        city.command("co-standing", "old", true);
        city.command("co-standing", "new", true);
        String filter = utf("city/water/co-standing/command");
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version3("co-standing", token));
            Eventually.holds(() -> {
                client.sendHex(0x82, "0001" + filter + "00");
                client.sendHex(0xC0, "");
                boolean standing = false;
                // What is only now read from Kafka comes to the subscription before, and is not retained.
                for (Packet next = client.read(); next.header() != 0xD0; next = client.read()) {
                    boolean retained = next.header() == 0x31; // and QoS 0: MQTT-3.3.1-8
                    standing |= retained && next.hex().endsWith(filter + hex("new"));
                }
                return standing;
            });
        }
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("co-standing", token));
            client.sendHex(0x82, "0001 00" + filter + "21"); // retain handling 2: none
            assertThat(client.read().hex()).isEqualTo("90: 00010001");
            client.sendHex(0x82, "0002 00" + filter + "11"); // retain handling 1: only when it is new
            assertThat(client.read().hex()).isEqualTo("90: 00020001");
            client.sendHex(0x82, "0003 00" + filter + "01");
            assertThat(client.read().hex()).isEqualTo("90: 00030001");
            assertThat(client.read().hex()).startsWith("33: ").endsWith(hex("new"));

            city.command("co-standing", "", true);
            city.command("co-standing", "next", false);
            assertThat(client.read().hex()).startsWith("32: ").endsWith(hex("next"));
            client.sendHex(0x82, "0004 00" + filter + "01");
            assertThat(client.read().hex()).isEqualTo("90: 00040001");
            client.sendHex(0xC0, "");
            assertThat(client.read().hex()).isEqualTo("d0: ");
        }
    }

    @Test
    void commandsWaitWhileTheDeviceIsAwayAndComeAgainUntilAcknowledged() throws Exception {
        String token = city.register("co-away", true);
        ConnectBytes connect = ConnectBytes.version3("co-away", token).keepingSession();
        try (RawClient client = client()) {
            client.connect(connect);
            client.sendHex(0x82, "0001" + utf("city/water/co-away/command") + "01");
            client.read();
            city.command("co-away", "first", false);
            assertThat(client.read().hex()).startsWith("32: ").endsWith("0001" + hex("first"));
            client.breakOff();
        }
        Eventually.holds(() -> city.meter("cityops_gateway_disconnections_total{cause=\"network\"}") > 0);
        city.command("co-away", "second", false);
        double before = city.meter("cityops_gateway_commands_total{outcome=\"acknowledged\"}");

        try (RawClient client = client()) {
            assertThat(client.connect(connect).hex()).isEqualTo("20: 0100");
            assertThat(client.read().hex()).startsWith("3a: ").endsWith("0001" + hex("first")); // MQTT-4.4.0-1
            assertThat(client.read().hex()).startsWith("32: ").endsWith("0002" + hex("second"));
            client.sendHex(0x40, "0001");
            client.sendHex(0x40, "0002");
            Eventually.holds(
                    () -> city.meter("cityops_gateway_commands_total{outcome=\"acknowledged\"}") == before + 2);
        }
        try (RawClient client = client()) {
            client.connect(connect);
            client.sendHex(0xC0, "");
            assertThat(client.read().hex()).isEqualTo("d0: ");
        }
    }

    @Test
    void receiveMaximumOfTheClientIsRespected() throws Exception {
        String token = city.register("co-maximum", true);
        try (RawClient client = client()) {
            client.connect(ConnectBytes.version5("co-maximum", token).properties("21 0001"));
            client.sendHex(0x82, "0001 00" + utf("city/water/co-maximum/command") + "01");
            client.read();
            city.command("co-maximum", "one", false);
            city.command("co-maximum", "two", false);
            assertThat(client.read().hex()).endsWith(hex("one"));
            client.sendHex(0xC0, "");
            assertThat(client.read().hex()).isEqualTo("d0: "); // MQTT-3.3.4-9
            client.sendHex(0x40, "0001");
            assertThat(client.read().hex()).endsWith(hex("two"));
        }
    }

    private RawClient client() throws IOException {
        return new RawClient(city.mqttPort());
    }

    private static String utf(String text) {
        return "%04x".formatted(text.length()) + hex(text);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }
}
