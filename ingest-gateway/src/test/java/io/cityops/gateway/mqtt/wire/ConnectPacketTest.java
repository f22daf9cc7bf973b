package io.cityops.gateway.mqtt.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CONNECT, byte by byte, with the normative statement that each case is about. */
class ConnectPacketTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # MQTT 3.1.1
            MQTT-3.1.0-1 a PUBLISH comes first               | 30: 0001 61                                      | protocol-error
            MQTT-3.1.0-1 a PINGREQ comes first               | c0:                                              | protocol-error
            MQTT-3.1.0-1 a CONNACK comes first               | 20: 0000                                         | protocol-error
            MQTT-2.2.2-2 flags of CONNECT                    | 11: 0004 4d515454 04 02 0000 0001 61             | protocol-error
            MQTT-3.1.2-3 reserved flag                       | 10: 0004 4d515454 04 03 0000 0001 61             | malformed-packet
            MQTT-3.1.2-11 will QoS without a will            | 10: 0004 4d515454 04 0a 0000 0001 61             | malformed-packet
            MQTT-3.1.2-15 will retain without a will         | 10: 0004 4d515454 04 22 0000 0001 61             | malformed-packet
            MQTT-3.1.2-14 will QoS 3                         | 10: 0004 4d515454 04 1e 0000 0001 61 0001 77 0000 | malformed-packet
            MQTT-3.1.2-22 password without a user name       | 10: 0004 4d515454 04 42 0000 0001 61 0001 70     | malformed-packet
            MQTT-3.1.2-17 no will in the payload             | 10: 0004 4d515454 04 06 0000 0001 61             | malformed-packet
            MQTT-3.1.2-19 no user name in the payload        | 10: 0004 4d515454 04 82 0000 0001 61             | malformed-packet
            MQTT-3.1.2-21 no password in the payload         | 10: 0004 4d515454 04 c2 0000 0001 61 0001 75     | malformed-packet
            MQTT-3.1.2-18 a user name without its flag       | 10: 0004 4d515454 04 02 0000 0001 61 0001 75     | malformed-packet
            MQTT-3.1.3-3 no client id                        | 10: 0004 4d515454 04 02 0000                     | malformed-packet
            MQTT-3.1.3-4 client id is not UTF-8              | 10: 0004 4d515454 04 02 0000 0001 ff             | malformed-packet
            MQTT-1.5.3-2 U+0000 in the client id             | 10: 0004 4d515454 04 02 0000 0002 6100           | malformed-packet
            MQTT-3.1.3-11 user name is not UTF-8             | 10: 0004 4d515454 04 82 0000 0001 61 0001 c0     | malformed-packet
            MQTT-3.1.3-10 will topic is not UTF-8            | 10: 0004 4d515454 04 06 0000 0001 61 0001 80 0000 | malformed-packet
            MQTT-4.7.1-1 a wildcard in the will topic        | 10: 0004 4d515454 04 06 0000 0001 61 0001 23 0000 | malformed-packet
            MQTT-4.7.3-1 an empty will topic                 | 10: 0004 4d515454 04 06 0000 0001 61 0000 0000   | malformed-packet
            the client id reaches beyond the packet          | 10: 0004 4d515454 04 02 0000 0005 61             | malformed-packet
            the packet ends in the protocol name             | 10: 0004 4d51                                    | malformed-packet
            the packet is empty                              | 10:                                              | malformed-packet
            # MQTT 5
            MQTT-3.1.2-3 reserved flag                       | 10: 0004 4d515454 05 03 0000 00 0001 61          | malformed-packet
            MQTT-3.1.2-12 will QoS 3                         | 10: 0004 4d515454 05 1e 0000 00 0001 61 00 0001 77 0000 | malformed-packet
            MQTT-3.1.2-11 will QoS without a will            | 10: 0004 4d515454 05 12 0000 00 0001 61          | malformed-packet
            MQTT-3.1.2-13 will retain without a will         | 10: 0004 4d515454 05 22 0000 00 0001 61          | malformed-packet
            MQTT-1.5.4-1 a surrogate in the client id        | 10: 0004 4d515454 05 02 0000 00 0003 eda080      | malformed-packet
            MQTT-1.5.4-2 U+0000 in the client id             | 10: 0004 4d515454 05 02 0000 00 0001 00          | malformed-packet
            session expiry twice                             | 10: 0004 4d515454 05 02 0000 0a 11 00000001 11 00000001 0001 61 | protocol-error
            receive maximum 0                                | 10: 0004 4d515454 05 02 0000 03 21 0000 0001 61  | protocol-error
            receive maximum twice                            | 10: 0004 4d515454 05 02 0000 06 21 0001 21 0001 0001 61 | protocol-error
            maximum packet size 0                            | 10: 0004 4d515454 05 02 0000 05 27 00000000 0001 61 | protocol-error
            topic alias maximum twice                        | 10: 0004 4d515454 05 02 0000 06 22 0001 22 0001 0001 61 | protocol-error
            request response information 2                   | 10: 0004 4d515454 05 02 0000 02 19 02 0001 61    | protocol-error
            request problem information 2                    | 10: 0004 4d515454 05 02 0000 02 17 02 0001 61    | protocol-error
            authentication data without a method             | 10: 0004 4d515454 05 02 0000 04 16 0001 61 0001 61 | protocol-error
            authentication method twice                      | 10: 0004 4d515454 05 02 0000 08 15 0001 61 15 0001 61 0001 61 | protocol-error
            a property of PUBLISH                            | 10: 0004 4d515454 05 02 0000 03 23 0001 0001 61  | malformed-packet
            a property of CONNACK                            | 10: 0004 4d515454 05 02 0000 03 13 0001 0001 61  | malformed-packet
            a will property among those of CONNECT           | 10: 0004 4d515454 05 02 0000 05 18 00000001 0001 61 | malformed-packet
            an unknown property                              | 10: 0004 4d515454 05 02 0000 02 7f 00 0001 61    | malformed-packet
            property 0                                       | 10: 0004 4d515454 05 02 0000 02 00 00 0001 61    | malformed-packet
            MQTT-2.2.2-1 no property length                  | 10: 0004 4d515454 05 02 0000                     | malformed-packet
            property length beyond the packet                | 10: 0004 4d515454 05 02 0000 7f 0001 61          | malformed-packet
            a property cut off by the property length        | 10: 0004 4d515454 05 02 0000 03 11 0000 0001 61  | malformed-packet
            property length of five bytes                    | 10: 0004 4d515454 05 02 0000 8080808001 0001 61  | malformed-packet
            MQTT-1.5.5-1 property length in two bytes        | 10: 0004 4d515454 05 02 0000 8000 0001 61        | malformed-packet
            a user property without its value                | 10: 0004 4d515454 05 02 0000 04 26 0001 61 0001 61 | malformed-packet
            MQTT-1.5.7-1 a user property that is not UTF-8   | 10: 0004 4d515454 05 02 0000 07 26 0001 61 0001 ff 0001 61 | malformed-packet
            will delay twice                                 | 10: 0004 4d515454 05 06 0000 00 0001 61 0a 18 00000001 18 00000001 0001 77 0000 | protocol-error
            will payload format 2                            | 10: 0004 4d515454 05 06 0000 00 0001 61 02 01 02 0001 77 0000 | protocol-error
            MQTT-3.3.2-14 will response topic with wildcard  | 10: 0004 4d515454 05 06 0000 00 0001 61 04 08 0001 23 0001 77 0000 | protocol-error
            session expiry among the will properties         | 10: 0004 4d515454 05 06 0000 00 0001 61 05 11 00000001 0001 77 0000 | malformed-packet
            a will that is not the text it claims to be      | 10: 0004 4d515454 05 06 0000 00 0001 61 02 01 01 0001 77 0001 ff | payload-format-invalid
            bytes after the last field                       | 10: 0004 4d515454 05 02 0000 00 0001 61 00       | malformed-packet
            # what is well
            MQTT-3.1.3-6 a client id of 23 characters        | 10: 0004 4d515454 04 02 0000 0017 6161616161616161616161616161616161616161616161 | accepted
            MQTT 5 lets a password stand alone               | 10: 0004 4d515454 05 42 0000 00 0001 61 0001 70  | accepted
            MQTT-1.5.4-3 a byte order mark is a character    | 10: 0004 4d515454 05 02 0000 00 0004 efbbbf61    | accepted
            user properties, twice the same                  | 10: 0004 4d515454 05 02 0000 0e 26 0001 61 0001 62 26 0001 61 0001 62 0001 61 | accepted
            """)
    void isCheckedToTheLetter(String statement, String packet, String verdict) {
        WireClient client = new WireClient();
        client.send(packet);

        assertThat(client.verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            MQTT 3.1                                  | 10: 0006 4d5149736470 03 02 0000 0001 61 | TOO_OLD
            MQTT-3.1.2-2 level 3 under the name MQTT  | 10: 0004 4d515454 03 02 0000 0001 61     | TOO_OLD
            level 0                                   | 10: 0004 4d515454 00 02 0000 0001 61     | TOO_OLD
            level 6                                   | 10: 0004 4d515454 06 02 0000 0001 61     | TOO_NEW
            level 132, a bridge's                     | 10: 0004 4d515454 84 02 0000 0001 61     | TOO_NEW
            another name with level 5                 | 10: 0004 4d515458 05 02 0000 0001 61     | TOO_NEW
            MQTT-3.1.2-1 another name                 | 10: 0004 6d717474 04 02 0000 0001 61     | FOREIGN
            """)
    void otherProtocolsAreTold(String statement, String packet, Protocol protocol) {
        WireClient client = new WireClient();
        client.send(packet);

        assertThat(client.only(Protocol.class)).isEqualTo(protocol);
    }

    @Test
    void everyFieldOfAConnectWithEverythingIsRead() {
        WireClient client = new WireClient();
        client.send("10: 0004 4d515454 05 f6 001e"
                + " 19 11 00000e10 21 0014 27 00001000 22 000a 19 01 17 00 26 0000 0000"
                + " 0002 6964 14 18 0000003c 01 01 02 00000005 03 0001 74 09 0001 ff"
                + " 0001 77 0002 6869 0001 75 0002 0001");

        Connect connect = client.only(Connect.class);
        assertThat(connect.mqtt5()).isTrue();
        assertThat(connect.clientId()).isEqualTo("id");
        assertThat(connect.cleanStart()).isTrue();
        assertThat(connect.keepAliveSeconds()).isEqualTo(30);
        assertThat(connect.sessionExpirySeconds()).isEqualTo(3_600);
        assertThat(connect.receiveMaximum()).isEqualTo(20);
        assertThat(connect.maximumPacketBytes()).isEqualTo(4_096);
        assertThat(connect.wantsReasons()).isFalse();
        assertThat(connect.userName()).isEqualTo("u");
        assertThat(connect.password()).containsExactly(0, 1);
        assertThat(connect.will())
                .usingRecursiveComparison()
                .isEqualTo(new Will("w", new byte[] {'h', 'i'}, 2, true, 60));
    }

    @Test
    void sessionOfMqtt311NeverExpiresUnlessItIsClean() {
        WireClient client = new WireClient();
        client.send("10: 0004 4d515454 04 00 0000 0001 61");

        assertThat(client.only(Connect.class).sessionExpirySeconds()).isEqualTo(Connect.NEVER);
    }

    @Test
    void secondConnectIsAProtocolError() {
        WireClient client = WireClient.connected(5);
        client.send("10: 0004 4d515454 05 02 0000 00 0001 61");

        assertThat(client.verdict()).isEqualTo("protocol-error"); // MQTT-3.1.0-2
    }
}
