package io.cityops.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A message, or a part of one, that was refused, kept so that it can be read and replayed.
 *
 * @param receivedAtMillis the gateway's time, epoch milliseconds
 * @param deviceId who was signed in; null when that is not known
 * @param detail for a person: which value, which limit, with units
 * @param payload the whole payload as received, owned by this record
 * @param packetId the MQTT packet identifier; 0 for QoS 0
 * @param redelivered whether the device marked it as sent again (DUP): with the same packet id and payload as an earlier
 *     rejection of the device it is that one, and must not be counted twice
 */
public record Rejection(
        long receivedAtMillis,
        @Nullable String deviceId,
        String topic,
        RejectReason reason,
        String detail,
        byte[] payload,
        int packetId,
        boolean redelivered) {
    /** A rejection that is no redelivery. */
    public Rejection(
            long receivedAtMillis,
            @Nullable String deviceId,
            String topic,
            RejectReason reason,
            String detail,
            byte[] payload) {
        this(receivedAtMillis, deviceId, topic, reason, detail, payload, 0, false);
    }

    /** The same, of this MQTT packet. */
    public Rejection cameIn(int packet, boolean again) {
        return new Rejection(receivedAtMillis, deviceId, topic, reason, detail, payload, packet, again);
    }
}
