package io.cityops.gateway.intake;

import io.cityops.gateway.formats.Request;
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
 * What was decided on one PUBLISH. Without either list it was a sign of life, and there is nothing to keep.
 *
 * @param accepted what is good, for each device that the message was about
 * @param rejections one for each reason and device, each with the whole payload
 * @param request what the sender is to be sent in return; null: nothing
 */
public record Verdict(
        List<Accepted> accepted,
        List<Rejection> rejections,
        @Nullable Request request) {
    static final Verdict SIGN_OF_LIFE = new Verdict(List.of(), List.of(), null);

    /** @param key of its Kafka record: the device id in UTF-8 */
    public record Accepted(byte[] key, Telemetry telemetry) {}

    public Verdict {
        accepted = List.copyOf(accepted);
        rejections = List.copyOf(rejections);
    }

    /** The same, its rejections marked with the packet that they came in, so that one sent again is not kept twice. */
    public Verdict cameIn(int packetId, boolean redelivered) {
        if (rejections.isEmpty()) {
            return this;
        }
        return with(rejections.stream()
                .map(rejection -> rejection.cameIn(packetId, redelivered))
                .toList());
    }

    /** The same, its rejections marked with the drill that the registry keeps the device for; null: for none. */
    public Verdict of(@Nullable String drill) {
        if (drill == null || rejections.isEmpty()) {
            return this;
        }
        return with(rejections.stream().map(rejection -> rejection.of(drill)).toList());
    }

    Verdict with(List<Rejection> others) {
        return new Verdict(accepted, others, request);
    }

    public MessageOutcome outcome() {
        if (accepted.isEmpty()) {
            return rejections.isEmpty() ? MessageOutcome.STATUS : MessageOutcome.REJECTED;
        }
        return rejections.isEmpty() ? MessageOutcome.ACCEPTED : MessageOutcome.PARTIAL;
    }

    /** Why nothing of the message was good; null when something was, or when there was nothing to be good. */
    public @Nullable RejectReason refusal() {
        return accepted.isEmpty() && !rejections.isEmpty()
                ? rejections.getFirst().reason()
                : null;
    }

    /**
     * What Kafka must have before the message is acknowledged; perhaps nothing.
     *
     * @param key of the rejections: the device id of the sender
     */
    public List<ProducerRecord<byte[], byte[]>> records(byte[] key) {
        if (accepted.size() == 1 && rejections.isEmpty()) {
            return List.of(telemetry(accepted.getFirst()));
        }
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(accepted.size() + rejections.size());
        for (Accepted each : accepted) {
            records.add(telemetry(each));
        }
        for (Rejection rejection : rejections) {
            records.add(new ProducerRecord<>(Topics.REJECTED, key, RejectionCodec.encode(rejection)));
        }
        return records;
    }

    private static ProducerRecord<byte[], byte[]> telemetry(Accepted accepted) {
        return new ProducerRecord<>(Topics.TELEMETRY, accepted.key(), TelemetryCodec.encode(accepted.telemetry()));
    }
}
