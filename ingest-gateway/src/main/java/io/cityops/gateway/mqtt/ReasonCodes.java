package io.cityops.gateway.mqtt;

import io.cityops.gateway.operations.SignInOutcome;
import io.cityops.model.telemetry.RejectReason;

/** Our closed lists as codes of MQTT. */
final class ReasonCodes {
    static final byte SUCCESS = 0x00;
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

    /** For CONNACK of MQTT 5. */
    static int connect5(SignInOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> SUCCESS;
            case WRONG_TOKEN, UNKNOWN_DEVICE, NO_TOKEN_ISSUED, NO_CREDENTIALS -> 0x86;
            case DISABLED_DEVICE, FOREIGN_CERTIFICATE, REVOKED_CERTIFICATE, EXPIRED_CERTIFICATE, FOREIGN_WILL ->
                NOT_AUTHORIZED;
            case FOREIGN_CLIENT_ID -> 0x85;
            case UNSUPPORTED_VERSION -> 0x84;
            case UNSUPPORTED_METHOD -> 0x8C;
            case MALFORMED -> 0x81;
        };
    }

    /** For CONNACK of MQTT 3.1.1. */
    static int connect3(SignInOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> SUCCESS;
            case UNSUPPORTED_VERSION -> 0x01;
            case FOREIGN_CLIENT_ID -> 0x02;
            case WRONG_TOKEN, UNKNOWN_DEVICE, NO_TOKEN_ISSUED, NO_CREDENTIALS -> 0x04;
            case DISABLED_DEVICE,
                    FOREIGN_CERTIFICATE,
                    REVOKED_CERTIFICATE,
                    EXPIRED_CERTIFICATE,
                    FOREIGN_WILL,
                    UNSUPPORTED_METHOD,
                    MALFORMED -> 0x05;
        };
    }
}
