package io.cityops.localstack.rejected;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One refusal as it is kept: of a message, or of a part of one.
 *
 * @param sender who was signed in; null when nobody knows
 * @param stored what of the message is stored, see {@link io.cityops.model.telemetry.StoredParts}
 * @param replayedAt when it was judged again; null: never
 */
public record RejectedMessage(
        Instant receivedAt,
        int partition,
        long kafkaOffset,
        @Nullable String deviceId,
        @Nullable String sender,
        String topic,
        @Nullable String contentType,
        String reason,
        String detail,
        byte[] payload,
        String stored,
        @Nullable Instant replayedAt,
        @Nullable String replayOutcome) {
    static final String ACCEPTED = "accepted";

    /** Refusals of one message share it. */
    record Message(Instant receivedAt, String sender, String topic, String contentType, String payload) {}

    @Nullable
    String senderOrDevice() {
        return sender != null ? sender : deviceId;
    }

    /** Whether there is all that is needed to judge it again. */
    boolean isReplayable() {
        return partition >= 0 && payload.length > 0 && senderOrDevice() != null;
    }

    Message message() {
        return new Message(
                receivedAt,
                String.valueOf(senderOrDevice()),
                topic,
                String.valueOf(contentType),
                java.util.HexFormat.of().formatHex(payload));
    }
}
