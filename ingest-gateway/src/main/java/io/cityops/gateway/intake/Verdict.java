package io.cityops.gateway.intake;

import io.cityops.gateway.kafka.Topics;
import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import io.cityops.model.telemetry.RejectionCodec;
import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What was decided on one PUBLISH.
 *
 * @param accepted null when nothing of it was good
 * @param rejections one for each reason, each with the whole payload
 */
public record Verdict(@Nullable Telemetry accepted, List<Rejection> rejections) {
    public Verdict {
        rejections = List.copyOf(rejections);
        if (accepted == null && rejections.isEmpty()) {
            throw new IllegalArgumentException("a message is accepted, or refused for a reason");
        }
    }

    /** The same, its rejections marked with the packet that they came in, so that one sent again is not kept twice. */
    public Verdict cameIn(int packetId, boolean redelivered) {
        if (rejections.isEmpty()) {
            return this;
        }
        return new Verdict(
                accepted,
                rejections.stream()
                        .map(rejection -> rejection.cameIn(packetId, redelivered))
                        .toList());
    }

    public MessageOutcome outcome() {
        if (accepted == null) {
            return MessageOutcome.REJECTED;
        }
        return rejections.isEmpty() ? MessageOutcome.ACCEPTED : MessageOutcome.PARTIAL;
    }

    /** Why nothing of the message was good; null when something was. */
    public @Nullable RejectReason refusal() {
        return accepted == null ? rejections.getFirst().reason() : null;
    }

    /** What Kafka must have before the message is acknowledged. */
    public List<ProducerRecord<byte[], byte[]>> records(byte[] key) {
        if (accepted != null && rejections.isEmpty()) {
            return List.of(new ProducerRecord<>(Topics.TELEMETRY, key, TelemetryCodec.encode(accepted)));
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(1 + rejections.size());
        if (accepted != null) {
            records.add(new ProducerRecord<>(Topics.TELEMETRY, key, TelemetryCodec.encode(accepted)));
        }
        for (Rejection rejection : rejections) {
            records.add(new ProducerRecord<>(Topics.REJECTED, key, RejectionCodec.encode(rejection)));
        }
        return records;
    }
}
