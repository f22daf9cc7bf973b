package io.cityops.model.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * A message, or a part of one, that was refused, kept so that it can be read and replayed.
 *
 * @param receivedAtMillis the gateway's time, epoch milliseconds
 * @param deviceId who was signed in; null when that is not known
 * @param detail for a person: which value, which limit, with units
 * @param payload the whole payload as received, owned by this record
 */
public record Rejection(
        long receivedAtMillis,
        @Nullable String deviceId,
        String topic,
        RejectReason reason,
        String detail,
        byte[] payload) {}
