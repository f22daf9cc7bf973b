package io.cityops.gateway.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrameReaderTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            remaining length of five bytes                   | 4 | 3080808080   | malformed-packet
            remaining length of five bytes                   | 5 | 30ffffffff   | malformed-packet
            MQTT-1.5.5-1 remaining length in too many bytes  | 5 | c08000       | malformed-packet
            3.1.1 does not forbid it                         | 4 | c08000       | accepted
            a packet over the limit, before its body         | 5 | 30ffffff7f   | packet-too-large
            a SUBSCRIBE over the limit                       | 4 | 82ffffff7f   | packet-too-large
            flags are looked at before the length            | 4 | 36           | malformed-packet
            """)
    void isStrictOnTheFixedHeader(String statement, int version, String bytes, String verdict) {
        WireClient client = WireClient.connected(version);
        client.sendRaw(HexFormat.of().parseHex(bytes));

        assertThat(client.verdict()).isEqualTo(verdict);
    }

    @Test
    void packetsArriveWholeHoweverTheyAreCut() {
        WireClient client = new WireClient();
        for (byte b : all("10: 0004 4d515454 05 02 0000 00 0001 61", "32: 0001 61 0001 00 78", "c0:", "e0: 04")) {
            client.sendRaw(b);
        }

        assertThat(client.packets()).hasSize(4);
        assertThat(client.verdict()).isEqualTo("accepted");
    }

    @Test
    void packetsThatArriveTogetherAreHandedOverInTurn() {
        WireClient client = new WireClient();
        client.sendRaw(all("10: 0004 4d515454 04 02 0000 0001 61", "30: 0001 61 78", "c0:", "30: 0001 62 78"));

        assertThat(client.packets()).hasSize(4);
    }

    @Test
    void nothingIsHandedOverWhilePaused() {
        WireClient client = WireClient.connected(4);
        client.reader().pause();
        client.sendRaw(all("c0:", "c0:"));
        assertThat(client.packets()).isEmpty();

        client.reader().resume();
        assertThat(client.packets()).hasSize(2);
    }

    @Test
    void nothingIsHandedOverAfterAViolation() {
        WireClient client = WireClient.connected(4);
        client.sendRaw(all("c0:", "c1:", "c0:"));

        assertThat(client.packets()).hasSize(1);
    }

    @Test
    void topicOfAPublishOverTheLimitIsKeptAsFarAsItHasCome() {
        WireClient client = WireClient.connected(4);
        client.sendRaw(HexFormat.of().parseHex("30ffffff7f0003612f62"));

        assertThat(client.only(String.class)).isEqualTo("a/b");
        assertThat(client.verdict()).isEqualTo("packet-too-large");
    }

    @Test
    void strangersPacketIsBoundedMoreTightly() {
        WireClient client = new WireClient();
        client.sendRaw(HexFormat.of().parseHex("10818001"));

        assertThat(client.verdict()).isEqualTo("packet-too-large");
    }

    private static byte[] all(String... packets) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String packet : packets) {
            bytes.writeBytes(WireClient.packet(packet));
        }
        return bytes.toByteArray();
    }
}
