package io.cityops.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A message, or a part of one, that was refused, kept so that it can be read and replayed.
 *
 * @param receivedAtMillis the gateway's time, epoch milliseconds
 * @param deviceId whom the message was about, or else who was signed in; null when that is not known
 * @param detail for a person: which value, which limit, with units
 * @param payload the whole payload as received, owned by this record
 * @param packetId the MQTT packet identifier; 0 for QoS 0
 * @param redelivered whether the device marked it as sent again (DUP): with the same packet id and payload as an earlier
 *     rejection of the device it is that one, and must not be counted twice
 * @param drill the drill for which the registry keeps the device; null in ordinary life
 * @param sender who was signed in; null: the device itself
 * @param contentType as MQTT 5 told it; null: it did not
 * @param stored what of the message was good and is stored, by {@link StoredParts}; empty: nothing
 */
public record Rejection(
        long receivedAtMillis,
        @Nullable String deviceId,
        String topic,
        RejectReason reason,
        String detail,
        byte[] payload,
        int packetId,
        boolean redelivered,
        @Nullable String drill,
        @Nullable String sender,
        @Nullable String contentType,
        String stored) {
    /** A rejection of ordinary life. */
    public Rejection(
            long receivedAtMillis,
            @Nullable String deviceId,
            String topic,
            RejectReason reason,
            String detail,
            byte[] payload,
            int packetId,
            boolean redelivered) {
        this(receivedAtMillis, deviceId, topic, reason, detail, payload, packetId, redelivered, null, null, null, "");
    }

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
        return new Rejection(
                receivedAtMillis,
                deviceId,
                topic,
                reason,
                detail,
                payload,
                packet,
                again,
                drill,
                sender,
                contentType,
                stored);
    }

    /** The same, from a device of this drill; null: of none. */
    public Rejection of(@Nullable String newDrill) {
        return new Rejection(
                receivedAtMillis,
                deviceId,
                topic,
                reason,
                detail,
                payload,
                packetId,
                redelivered,
                newDrill,
                sender,
                contentType,
                stored);
    }

    /** The same, with what is needed to judge the message again. */
    public Rejection judgeable(@Nullable String by, @Nullable String type, String good) {
        return new Rejection(
                receivedAtMillis,
                deviceId,
                topic,
                reason,
                detail,
                payload,
                packetId,
                redelivered,
                drill,
                by,
                type,
                good);
    }
}
