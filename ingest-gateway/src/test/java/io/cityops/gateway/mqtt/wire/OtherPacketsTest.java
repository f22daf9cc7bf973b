package io.cityops.gateway.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All packets but CONNECT and PUBLISH, byte by byte, with the normative statement that each case is about. */
class OtherPacketsTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MQTT-2.2.2-2 flags of PINGREQ                    | 4 | c1:                      | malformed-packet
            MQTT-2.2.2-2 flags of DISCONNECT                 | 4 | e2:                      | malformed-packet
            MQTT-2.2.2-2 flags of PUBACK                     | 4 | 42: 0001                 | malformed-packet
            MQTT-3.6.1-1 flags of PUBREL                     | 4 | 60: 0001                 | malformed-packet
            MQTT-3.8.1-1 flags of SUBSCRIBE                  | 4 | 80: 0001 0001 61 00      | malformed-packet
            MQTT-3.10.1-1 flags of UNSUBSCRIBE               | 4 | a0: 0001 0001 61         | malformed-packet
            packet type 0                                    | 4 | 00:                      | malformed-packet
            packet type 15 is none in 3.1.1                  | 4 | f0:                      | malformed-packet
            CONNACK is a server's                            | 4 | 20: 0000                 | protocol-error
            SUBACK is a server's                             | 4 | 90: 0001 00              | protocol-error
            UNSUBACK is a server's                           | 4 | b0: 0001                 | protocol-error
            PINGRESP is a server's                           | 4 | d0:                      | protocol-error
            PINGREQ with a body                              | 4 | c0: 00                   | malformed-packet
            DISCONNECT with a body                           | 4 | e0: 00                   | malformed-packet
            MQTT-3.8.3-3 SUBSCRIBE without a filter          | 4 | 82: 0001                 | protocol-error
            MQTT-2.3.1-1 SUBSCRIBE with packet id 0          | 4 | 82: 0000 0001 61 00      | protocol-error
            MQTT-3-8.3-4 reserved bits of the QoS            | 4 | 82: 0001 0001 61 04      | malformed-packet
            MQTT-3-8.3-4 QoS 3                               | 4 | 82: 0001 0001 61 03      | protocol-error
            MQTT-4.7.3-1 an empty filter                     | 4 | 82: 0001 0000 00         | protocol-error
            MQTT-3.8.3-1 a filter that is not UTF-8          | 4 | 82: 0001 0001 ff 00      | malformed-packet
            MQTT-1.5.3-2 U+0000 in a filter                  | 4 | 82: 0001 0001 00 00      | malformed-packet
            a filter without its QoS                         | 4 | 82: 0001 0001 61         | malformed-packet
            MQTT-4.7.1-2 a number sign that is not last      | 4 | 82: 0001 0003 232f61 00  | topic-filter-invalid
            MQTT-4.7.1-2 a number sign within a level        | 4 | 82: 0001 0002 6123 00    | topic-filter-invalid
            MQTT-4.7.1-3 a plus sign within a level          | 4 | 82: 0001 0002 612b 00    | topic-filter-invalid
            MQTT-3.10.3-2 UNSUBSCRIBE without a filter       | 4 | a2: 0001                 | protocol-error
            UNSUBSCRIBE with packet id 0                     | 4 | a2: 0000 0001 61         | protocol-error
            PUBREL with packet id 0                          | 4 | 62: 0000                 | protocol-error
            PUBACK with a reason code in 3.1.1               | 4 | 40: 0001 00              | malformed-packet
            PUBREL of one byte                               | 4 | 62: 00                   | malformed-packet
            MQTT-2.1.3-1 flags of AUTH                       | 5 | f1:                      | malformed-packet
            MQTT-4.12.0-7 AUTH without a method              | 5 | f0: 18 00                | protocol-error
            MQTT-3.8.3-2 SUBSCRIBE without a filter          | 5 | 82: 0001 00              | protocol-error
            MQTT-3.8.3-5 reserved bits of the options        | 5 | 82: 0001 00 0001 61 40   | malformed-packet
            QoS 3 in the options                             | 5 | 82: 0001 00 0001 61 03   | protocol-error
            retain handling 3                                | 5 | 82: 0001 00 0001 61 30   | protocol-error
            MQTT-3.8.3-4 no local on a shared subscription   | 5 | 82: 0001 00 000a 2473686172652f672f61 04 | protocol-error
            MQTT-4.8.2-1 a share without a name              | 5 | 82: 0001 00 0009 2473686172652f2f61 00 | topic-filter-invalid
            MQTT-4.8.2-2 a wildcard in the share's name      | 5 | 82: 0001 00 000a 2473686172652f2b2f61 00 | topic-filter-invalid
            MQTT-4.8.2-1 a share without a filter            | 5 | 82: 0001 00 0008 2473686172652f67 00 | topic-filter-invalid
            subscription identifier 0                        | 5 | 82: 0001 02 0b 00 0001 61 00 | protocol-error
            subscription identifier twice                    | 5 | 82: 0001 04 0b 01 0b 02 0001 61 00 | protocol-error
            MQTT-1.5.5-1 an identifier in too many bytes     | 5 | 82: 0001 03 0b 8100 0001 61 00 | malformed-packet
            a property that SUBSCRIBE does not have          | 5 | 82: 0001 03 23 0001 0001 61 00 | malformed-packet
            UNSUBSCRIBE without a filter                     | 5 | a2: 0001 00              | protocol-error
            a property that UNSUBSCRIBE does not have        | 5 | a2: 0001 02 0b 01 0001 61 | malformed-packet
            a reason code that PUBREL does not have          | 5 | 62: 0001 10              | protocol-error
            a reason code that PUBACK does not have          | 5 | 40: 0001 92              | protocol-error
            a reason string twice                            | 5 | 62: 0001 00 08 1f 0001 61 1f 0001 61 | protocol-error
            a property that PUBREL does not have             | 5 | 62: 0001 00 02 01 00     | malformed-packet
            bytes after the properties of PUBREL             | 5 | 62: 0001 00 00 00        | malformed-packet
            MQTT-3.14.2-1 an unknown reason to disconnect    | 5 | e0: 05                   | protocol-error
            MQTT-3.14.2-1 a server's reason to disconnect    | 5 | e0: 8b                   | protocol-error
            a server reference from a client                 | 5 | e0: 00 04 1c 0001 61     | protocol-error
            session expiry twice                             | 5 | e0: 00 0a 11 00000000 11 00000000 | protocol-error
            a property that DISCONNECT does not have         | 5 | e0: 00 03 21 0001        | malformed-packet
            property length beyond DISCONNECT                | 5 | e0: 00 09                | malformed-packet
            a filter with wildcards                          | 4 | 82: 0001 0005 2b2f612f23 00 | accepted
            a share in 3.1.1 is a filter like others         | 4 | 82: 0001 0007 2473686172652f 00 | accepted
            PUBACK with its code                             | 5 | 40: 0001 10              | accepted
            PUBREL with code and properties                  | 5 | 62: 0001 92 04 1f 0001 61 | accepted
            DISCONNECT with will                             | 5 | e0: 04                   | accepted
            DISCONNECT of no bytes                           | 5 | e0:                      | accepted
            """)
    void areCheckedToTheLetter(String statement, int version, String packet, String verdict) {
        WireClient client = WireClient.connected(version);
        client.send(packet);

        assertThat(client.verdict()).isEqualTo(verdict);
    }

    @Test
    void subscribeIsReadWithItsOptions() {
        WireClient client = WireClient.connected(5);
        client.send("82: 0007 03 0b ac02 0001 61 00 0001 62 1e");

        Subscribe subscribe = client.only(Subscribe.class);
        assertThat(subscribe.packetId()).isEqualTo(7);
        assertThat(subscribe.identifier()).isEqualTo(300);
        assertThat(subscribe.filters())
                .containsExactly(new Subscribe.Filter("a", 0, false, 0), new Subscribe.Filter("b", 2, true, 1));
    }

    @Test
    void disconnectTellsWhetherTheWillIsToGo() {
        assertThat(disconnect("e0:").endsWill()).isTrue();
        assertThat(disconnect("e0: 00").endsWill()).isTrue();
        assertThat(disconnect("e0: 04").endsWill()).isFalse();
        assertThat(disconnect("e0: 98 00").endsWill()).isFalse();
    }

    @Test
    void unsubscribeIsReadInItsOrder() {
        WireClient client = WireClient.connected(4);
        client.send("a2: 0001 0001 61 0001 62");

        assertThat(client.only(Unsubscribe.class).filters()).isEqualTo(List.of("a", "b"));
    }

    private static Disconnect disconnect(String packet) {
        WireClient client = WireClient.connected(5);
        client.send(packet);
        return client.only(Disconnect.class);
    }
}
