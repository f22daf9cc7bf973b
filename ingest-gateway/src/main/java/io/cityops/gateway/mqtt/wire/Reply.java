package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Place;

/** PUBACK, PUBREC, PUBREL or PUBCOMP of a client. */
public record Reply(int packetId, int reasonCode) {
    private static final int FIRST_ERROR = 0x80;

    static Reply read(WireReader in, int type, boolean mqtt5) {
        int packetId = in.readShort();
        if (packetId == 0) {
            throw Violation.protocolError("MQTT-2.2.1-3: packet identifier 0");
        }
        int reasonCode = 0;
        if (mqtt5 && in.remaining() > 0) {
            reasonCode = in.readByte();
            if (!isOf(type, reasonCode)) {
                throw Violation.protocolError("a reason code that packet type " + type + " does not have");
            }
            if (in.remaining() > 0) {
                Properties.read(in, Place.REPLY);
            }
        }
        in.expectEnd();
        return new Reply(packetId, reasonCode);
    }

    public boolean isError() {
        return reasonCode >= FIRST_ERROR;
    }

    private static boolean isOf(int type, int code) {
        return switch (type) {
            case PacketType.PUBACK, PacketType.PUBREC ->
                switch (code) {
                    case 0x00, 0x10, 0x80, 0x83, 0x87, 0x90, 0x91, 0x97, 0x99 -> true;
                    default -> false;
                };
            default -> code == 0x00 || code == 0x92;
        };
    }
}
