package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.model.telemetry.RejectReason;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;

/** Our closed lists as codes of MQTT. */
final class ReasonCodes {
    static final byte SUCCESS = 0x00;
    static final byte DISCONNECT_WITH_WILL = 0x04;
    static final byte NO_SUBSCRIPTION_EXISTED = 0x11;
    static final byte PACKET_IDENTIFIER_NOT_FOUND = (byte) 0x92;
    static final int SUBSCRIBE_REFUSED_3 = 0x80;
    static final int NOT_AUTHORIZED = 0x87;

    private static final byte IMPLEMENTATION_SPECIFIC = (byte) 0x83;
    private static final byte QUOTA_EXCEEDED = (byte) 0x97;
    private static final byte PAYLOAD_FORMAT_INVALID = (byte) 0x99;

    private ReasonCodes() {}

    /** For PUBACK and PUBREC of MQTT 5; the reason string tells the rest. */
    static byte publish(RejectReason reason) {
        return switch (reason) {
            case MALFORMED, NOT_A_NUMBER, UNSUPPORTED_FORMAT -> PAYLOAD_FORMAT_INVALID;
            case UNKNOWN_MEASURE, OUT_OF_RANGE, FUTURE_TIMESTAMP, TOO_OLD -> IMPLEMENTATION_SPECIFIC;
            case TOO_LARGE, TOO_MANY, QUOTA_EXCEEDED -> QUOTA_EXCEEDED;
            case UNKNOWN_DEVICE, FOREIGN_TOPIC -> (byte) NOT_AUTHORIZED;
        };
    }

    static MqttConnectReturnCode connect5(SignInOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> MqttConnectReturnCode.CONNECTION_ACCEPTED;
            case WRONG_TOKEN, UNKNOWN_DEVICE, NO_TOKEN_ISSUED, NO_CREDENTIALS ->
                MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USERNAME_OR_PASSWORD;
            case DISABLED_DEVICE, FOREIGN_WILL -> MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED_5;
            case FOREIGN_CLIENT_ID -> MqttConnectReturnCode.CONNECTION_REFUSED_CLIENT_IDENTIFIER_NOT_VALID;
            case UNSUPPORTED_VERSION -> MqttConnectReturnCode.CONNECTION_REFUSED_UNSUPPORTED_PROTOCOL_VERSION;
            case UNSUPPORTED_METHOD -> MqttConnectReturnCode.CONNECTION_REFUSED_BAD_AUTHENTICATION_METHOD;
            case MALFORMED -> MqttConnectReturnCode.CONNECTION_REFUSED_MALFORMED_PACKET;
        };
    }

    static MqttConnectReturnCode connect3(SignInOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> MqttConnectReturnCode.CONNECTION_ACCEPTED;
            case WRONG_TOKEN, UNKNOWN_DEVICE, NO_TOKEN_ISSUED, NO_CREDENTIALS ->
                MqttConnectReturnCode.CONNECTION_REFUSED_BAD_USER_NAME_OR_PASSWORD;
            case DISABLED_DEVICE, FOREIGN_WILL, UNSUPPORTED_METHOD, MALFORMED ->
                MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED;
            case FOREIGN_CLIENT_ID -> MqttConnectReturnCode.CONNECTION_REFUSED_IDENTIFIER_REJECTED;
            case UNSUPPORTED_VERSION -> MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION;
        };
    }
}
