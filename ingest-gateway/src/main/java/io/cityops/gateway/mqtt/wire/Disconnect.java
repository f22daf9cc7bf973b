package io.cityops.gateway.mqtt.wire;

import io.cityops.gateway.mqtt.wire.Property.Place;

/** DISCONNECT of a client. */
public record Disconnect(int reasonCode, Properties properties) {
    private static final int WITH_WILL = 0x04;
    private static final int NORMAL = 0x00;

    static Disconnect read(WireReader in, boolean mqtt5) {
        int reasonCode = NORMAL;
        Properties properties = Properties.NONE;
        if (mqtt5 && in.remaining() > 0) {
            reasonCode = in.readByte();
            if (!isOfClients(reasonCode)) {
                throw Violation.protocolError("MQTT-3.14.2-1: no reason code of a client's DISCONNECT");
            }
            if (in.remaining() > 0) {
                properties = Properties.read(in, Place.DISCONNECT);
            }
            if (properties.has(Property.SERVER_REFERENCE)) {
                throw Violation.protocolError("a server reference from a client");
            }
        }
        in.expectEnd();
        return new Disconnect(reasonCode, properties);
    }

    /** Whether the will is to be thrown away. */
    public boolean endsWill() {
        return reasonCode == NORMAL;
    }

    private static boolean isOfClients(int code) {
        return switch (code) {
            case NORMAL, WITH_WILL, 0x80, 0x81, 0x82, 0x83, 0x90, 0x93, 0x94, 0x95, 0x96, 0x97, 0x98, 0x99 -> true;
            default -> false;
        };
    }
}
