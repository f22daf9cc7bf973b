package io.cityops.gateway.intake;

import io.cityops.gateway.kafka.Topics;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.telemetry.DeviceStatus;
import io.cityops.model.telemetry.DeviceStatus.Origin;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.StatusCodec;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Judges what devices say of themselves: short text of whatever form. */
public final class StatusIntake {
    private StatusIntake() {}

    /** Why the status is refused; null when it is good. */
    public static @Nullable Verdict refusal(KnownDevice device, byte[] payload, long receivedAtMillis) {
        if (payload.length > DeviceStatus.MAX_PAYLOAD_BYTES) {
            return refused(
                    device,
                    RejectReason.TOO_LARGE,
                    payload.length + " bytes of status, allowed are " + DeviceStatus.MAX_PAYLOAD_BYTES,
                    payload,
                    receivedAtMillis);
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload));
        } catch (CharacterCodingException e) {
            return refused(device, RejectReason.MALFORMED, "a status is UTF-8 text", payload, receivedAtMillis);
        }
        return null;
    }

    public static ProducerRecord<byte[], byte[]> accepted(
            KnownDevice device, Origin origin, byte[] payload, long receivedAtMillis) {
        DeviceStatus status = new DeviceStatus(device.id(), receivedAtMillis, origin, payload);
        return new ProducerRecord<>(Topics.STATUS, device.key(), StatusCodec.encode(status));
    }

    private static Verdict refused(
            KnownDevice device, RejectReason reason, String detail, byte[] payload, long receivedAtMillis) {
        return Intake.refused(device.id(), device.statusTopic(), reason, detail, payload, receivedAtMillis);
    }
}
