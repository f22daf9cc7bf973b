package io.cityops.simulators.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.cityops.simulators.load.PacketReader.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class PacketsTest {
    private static final String PAYLOAD = "{\"ts\":1000000000000,\"seq\":1000000000,\"values\":{\"rain_mm\":0.2}}";

    @Test
    void connectIsAsTheStandardsHaveIt() {
        assertThat(hex(Packets.connect(MqttProtocol.V3_1_1, "d1", "d1", "t", 60)))
                .isEqualTo("101500044d51545404c2003c000264310002643100" + "0174");
        assertThat(hex(Packets.connect(MqttProtocol.V5, "d1", null, null, 60)))
                .isEqualTo("100f00044d51545405" + "02003c00" + "00026431");
    }

    @Test
    void publishCarriesPacketIdentifierTimeAndSequenceInTheirPlaces() {
        PublishTemplate template =
                PublishTemplate.of(MqttProtocol.V5, 1, "c/d", PAYLOAD.getBytes(StandardCharsets.UTF_8));
        ByteBuffer buffer = ByteBuffer.allocate(200);
        template.writeTo(buffer, 0x1234, 1_795_480_200_123L, 42, false);
        byte[] packet = bytes(buffer);
        assertThat(hex(packet)).startsWith("32" + "46" + "0003632f64" + "1234" + "00");
        assertThat(new String(packet, StandardCharsets.UTF_8))
                .endsWith("{\"ts\":1795480200123,\"seq\":1000000042,\"values\":{\"rain_mm\":0.2}}");
        assertThat(packet).hasSize(template.length());
    }

    @Test
    void whatIsSentAgainSaysSo() {
        PublishTemplate template = PublishTemplate.of(MqttProtocol.V3_1_1, 2, "t", new byte[300]);
        ByteBuffer buffer = ByteBuffer.allocate(400);
        template.writeTo(buffer, 7, 0, 0, true);
        assertThat(hex(bytes(buffer))).startsWith("3c" + "b102" + "000174" + "0007" + "00");
    }

    @Test
    void answersAreReadWholeAndInPieces() throws IOException {
        byte[] said = HexFormat.of()
                .parseHex("20" + "06" + "00" + "00" + "03" + "21000a" + "4002" + "0001" + "4004" + "0002" + "10" + "00"
                        + "4013" + "0003" + "99" + "0f" + "1f000c6f75742d6f662d72616e6765" + "e0028b00");
        List<String> whole = read(said, said.length);
        assertThat(whole)
                .containsExactly("connected 0 10", "40 1 0 ", "40 2 16 ", "40 3 153 out-of-range", "goodbye 139");
        for (int piece = 1; piece < said.length; piece++) {
            assertThat(read(said, piece)).isEqualTo(whole);
        }
    }

    @Test
    void theWindowLeadsFromAPacketIdentifierToItsMessage() {
        SlidingWindow window = new SlidingWindow(4);
        for (int i = 0; i < 4; i++) {
            assertThat(window.send(100 + i)).isEqualTo(i + 1);
        }
        assertThat(window.hasRoom()).isFalse();
        assertThat(window.waiting(1)).isZero();
        window.close(1);
        window.close(3);
        assertThat(window.hasRoom()).isTrue();
        assertThat(window.send(200)).isEqualTo(1);
        assertThat(window.waiting(1)).isEqualTo(4);
        assertThat(window.waiting(2)).isEqualTo(1);
        assertThat(window.waiting(3)).as("answered before").isEqualTo(-1);
        assertThat(window.hasRoom())
                .as("message 5 has the identifier of message 1")
                .isFalse();
        assertThat(window.open()).isEqualTo(3);
    }

    private static List<String> read(byte[] said, int piece) throws IOException {
        List<String> heard = new ArrayList<>();
        PacketReader reader = new PacketReader(MqttProtocol.V5);
        ByteBuffer buffer = ByteBuffer.allocate(said.length);
        for (int from = 0; from < said.length; from += piece) {
            buffer.put(said, from, Math.min(piece, said.length - from)).flip();
            reader.read(buffer, new Heard(heard));
            buffer.compact();
        }
        return heard;
    }

    private record Heard(List<String> words) implements Listener {
        @Override
        public void connected(int returnCode, String reason, int receiveMaximum) {
            words.add("connected " + returnCode + " " + receiveMaximum);
        }

        @Override
        public void answered(int header, int packetId, int reasonCode, String reason) {
            words.add(Integer.toHexString(header) + " " + packetId + " " + reasonCode + " " + reason);
        }

        @Override
        public void goodbye(int reasonCode, String reason) {
            words.add("goodbye " + reasonCode);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.get(0, bytes);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
