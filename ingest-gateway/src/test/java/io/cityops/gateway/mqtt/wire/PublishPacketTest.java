package io.cityops.gateway.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PUBLISH, byte by byte, with the normative statement that each case is about. */
class PublishPacketTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MQTT-3.3.1-4 both QoS bits                       | 4 | 36: 0001 61 0001                     | malformed-packet
            MQTT-3.3.1-2 DUP with QoS 0                      | 4 | 38: 0001 61                          | malformed-packet
            MQTT-2.3.1-1 packet id 0, QoS 1                  | 4 | 32: 0001 61 0000                     | protocol-error
            MQTT-2.3.1-1 packet id 0, QoS 2                  | 4 | 34: 0001 61 0000                     | protocol-error
            MQTT-3.3.2-2 a number sign in the topic          | 4 | 30: 0003 612f23                      | malformed-packet
            MQTT-3.3.2-2 a plus sign in the topic            | 4 | 30: 0003 612f2b                      | malformed-packet
            MQTT-4.7.3-1 an empty topic                      | 4 | 30: 0000 78                          | malformed-packet
            MQTT-1.5.3-2 U+0000 in the topic                 | 4 | 30: 0002 6100                        | malformed-packet
            MQTT-1.5.3-1 an overlong slash in the topic      | 4 | 30: 0003 61c0af                      | malformed-packet
            the topic reaches beyond the packet              | 4 | 30: 0009 61                          | malformed-packet
            no packet id                                     | 4 | 32: 0001 61                          | malformed-packet
            MQTT-3.3.1-4 both QoS bits                       | 5 | 36: 0001 61 0001 00                  | malformed-packet
            MQTT-3.3.1-2 DUP with QoS 0                      | 5 | 38: 0001 61 00                       | malformed-packet
            MQTT-2.2.1-3 packet id 0                         | 5 | 32: 0001 61 0000 00                  | protocol-error
            MQTT-3.3.2-2 a wildcard in the topic             | 5 | 30: 0001 23 00                       | malformed-packet
            MQTT-1.5.4-1 the topic is cut in a character     | 5 | 30: 0002 61e1 00                     | malformed-packet
            MQTT-1.5.4-2 U+0000 in the topic                 | 5 | 30: 0001 00 00                       | malformed-packet
            neither topic nor alias                          | 5 | 30: 0000 00                          | protocol-error
            MQTT-3.3.2-8 alias 0                             | 5 | 30: 0001 61 03 23 0000               | topic-alias-invalid
            MQTT-3.3.2-9 alias above the maximum             | 5 | 30: 0001 61 03 23 0021               | topic-alias-invalid
            an alias that stands for nothing                 | 5 | 30: 0000 03 23 0001                  | protocol-error
            alias twice                                      | 5 | 30: 0001 61 06 23 0001 23 0001       | protocol-error
            MQTT-3.3.4-6 a subscription identifier           | 5 | 30: 0001 61 02 0b 01                 | protocol-error
            payload format twice                             | 5 | 30: 0001 61 04 01 00 01 00           | protocol-error
            payload format 2                                 | 5 | 30: 0001 61 02 01 02                 | protocol-error
            message expiry twice                             | 5 | 30: 0001 61 0a 02 00000001 02 00000001 | protocol-error
            content type twice                               | 5 | 30: 0001 61 08 03 0001 61 03 0001 61 | protocol-error
            MQTT-3.3.2-19 content type is not UTF-8          | 5 | 30: 0001 61 04 03 0001 ff            | malformed-packet
            MQTT-3.3.2-14 a wildcard in the response topic   | 5 | 30: 0001 61 04 08 0001 2b            | protocol-error
            MQTT-3.3.2-13 response topic is not UTF-8        | 5 | 30: 0001 61 04 08 0001 fe            | malformed-packet
            response topic twice                             | 5 | 30: 0001 61 08 08 0001 61 08 0001 61 | protocol-error
            correlation data twice                           | 5 | 30: 0001 61 08 09 0001 61 09 0001 61 | protocol-error
            a property of CONNECT                            | 5 | 30: 0001 61 03 21 0001               | malformed-packet
            a property of the will                           | 5 | 30: 0001 61 05 18 00000001           | malformed-packet
            an unknown property                              | 5 | 30: 0001 61 02 05 00                 | malformed-packet
            no property length                               | 5 | 30: 0001 61                          | malformed-packet
            property length beyond the packet                | 5 | 30: 0001 61 05 01                    | malformed-packet
            correlation data beyond the properties           | 5 | 30: 0001 61 03 09 0005 61            | malformed-packet
            an alias at its maximum                          | 5 | 30: 0001 61 03 23 0020               | accepted
            an empty payload                                 | 4 | 30: 0001 61                          | accepted
            retained                                         | 4 | 31: 0001 61                          | accepted
            DUP with QoS 1                                   | 4 | 3a: 0001 61 0001                     | accepted
            response topic and correlation data              | 5 | 30: 0001 61 08 08 0001 62 09 0001 00 | accepted
            """)
    void isCheckedToTheLetter(String statement, int version, String packet, String verdict) {
        WireClient client = WireClient.connected(version);
        client.send(packet);

        assertThat(client.verdict()).isEqualTo(verdict);
    }

    @Test
    void everyFieldIsRead() {
        WireClient client = WireClient.connected(5);
        client.send("3d: 0003 612f62 0102 07 03 0004 74657874 ff00");

        Publish publish = client.only(Publish.class);
        assertThat(publish.topic()).isEqualTo("a/b");
        assertThat(publish.qos()).isEqualTo(2);
        assertThat(publish.duplicate()).isTrue();
        assertThat(publish.retain()).isTrue();
        assertThat(publish.packetId()).isEqualTo(0x102);
        assertThat(publish.properties().string(Property.CONTENT_TYPE)).isEqualTo("text");
        assertThat(publish.payload()).containsExactly(0xFF, 0);
    }

    @Test
    void aliasStandsForItsNewestTopicOnThisConnectionOnly() {
        WireClient client = WireClient.connected(5);
        client.send("30: 0001 61 03 23 0001");
        client.send("30: 0000 03 23 0001");
        client.send("30: 0001 62 03 23 0001");
        client.send("30: 0000 03 23 0001");

        assertThat(client.packets().stream().map(packet -> ((Publish) packet).topic()))
                .containsExactly("a", "a", "b", "b");

        WireClient other = WireClient.connected(5); // MQTT-3.3.2-7
        other.send("30: 0000 03 23 0001");
        assertThat(other.verdict()).isEqualTo("protocol-error");
    }

    @Test
    void sameTopicAgainIsTheSameString() {
        WireClient client = WireClient.connected(4);
        client.send("30: 0003 612f62 78");
        client.send("30: 0003 612f62 79");

        assertThat(((Publish) client.packets().get(1)).topic())
                .isSameAs(((Publish) client.packets().get(0)).topic());
    }

    @Test
    void payloadIsHeldAgainstItsFormat() {
        WireClient client = WireClient.connected(5);
        client.send("30: 0001 61 02 01 01 c3a9");
        client.send("30: 0001 61 02 01 01 c3");
        client.send("30: 0001 61 02 01 00 c3");

        assertThat(client.packets().stream().map(packet -> ((Publish) packet).isNotTheTextItClaims()))
                .containsExactly(false, true, false);
    }
}
