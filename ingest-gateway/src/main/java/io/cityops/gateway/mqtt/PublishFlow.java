package io.cityops.gateway.mqtt;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.intake.Intake;
import io.cityops.gateway.intake.StatusIntake;
import io.cityops.gateway.intake.Verdict;
import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.limits.Quota;
import io.cityops.gateway.mqtt.wire.Limits;
import io.cityops.gateway.mqtt.wire.Property;
import io.cityops.gateway.mqtt.wire.Publish;
import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.telemetry.DeviceStatus.Origin;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection on their way in, at least once: each is judged and handed to who stores it, who has its
 * acknowledgement sent. Confined to the event loop, except where said.
 */
final class PublishFlow {
    private static final int KEPT_OF_A_LARGE_ONE_BYTES = 64 * 1_024;

    private final Reception reception;
    private final MqttConnection connection;
    private final Acknowledgements acknowledgements;
    private final Throttle throttle;
    private final StillFlow stills;

    /** @param deviceId who is signed in */
    PublishFlow(String deviceId, Reception reception, MqttConnection connection, Acknowledgements acknowledgements) {
        this.reception = reception;
        this.connection = connection;
        this.acknowledgements = acknowledgements;
        this.throttle = new Throttle(deviceId, reception, connection);
        this.stills = new StillFlow(reception, this);
    }

    /** Whether the socket must be read no further for now. */
    boolean isFull() {
        return throttle.isOn() || acknowledgements.isFull();
    }

    /** Whether reading may go on after a pause: half of the room is free, so that it does not stop again at once. */
    boolean hasRoom() {
        return !throttle.isOn() && acknowledgements.hasRoom();
    }

    void publish(KnownDevice device, Publish packet) {
        if (!acknowledgements.admit(packet)) {
            return;
        }
        throttle.count(packet.payload().length);
        take(device, packet);
    }

    /** A packet that was too large to be read: kept as rejected without its payload. The connection is about to close. */
    void tooLarge(KnownDevice device, String topic, long packetBytes) {
        String detail = packetBytes + " bytes in one packet, allowed are " + Limits.MAX_PACKET_BYTES;
        Verdict verdict = Intake.refused(
                device.id(),
                topic,
                RejectReason.TOO_LARGE,
                detail,
                new byte[0],
                reception.clock().millis());
        count(verdict, 0);
        append(device, verdict, 0, 0);
    }

    /** A device behind a concentrator cannot be held back without its neighbours: what is over its quota is refused. */
    private boolean isOverQuota(KnownDevice device, KnownDevice sender, Publish packet) {
        if (device.id().equals(sender.id())) {
            return false;
        }
        Quota quota = reception.quotas().ofDevice(device.id());
        long nowNanos = reception.quotas().nanoTime();
        Quota.Kind met = quota.takeIfWithin(packet.payload().length, nowNanos);
        if (met == null) {
            return false;
        }
        reception.meters().quota(met);
        if (quota.isSample(nowNanos)) {
            refuse(
                    device,
                    packet,
                    new Refusal(RejectReason.QUOTA_EXCEEDED, "over " + met.tag() + "; one a second is kept"));
        } else {
            countRefusal(packet, RejectReason.QUOTA_EXCEEDED);
            await(packet, RejectReason.QUOTA_EXCEEDED).stored();
        }
        return true;
    }

    /** Puts the message among those that wait for their acknowledgement; to be settled by who stores it. */
    PendingAcknowledgement await(Publish packet, @Nullable RejectReason refusal) {
        return acknowledgements.await(packet.packetId(), packet.qos(), refusal, 0);
    }

    /** Keeps what is refused, of a large one only the beginning. */
    void refuse(KnownDevice device, Publish packet, Refusal refusal) {
        countRefusal(packet, refusal.reason());
        append(device, verdict(device, packet, refusal), packet.qos(), packet.packetId());
    }

    /** The same of a message that was accepted at first and waits for its acknowledgement; from any thread. */
    void refuseLate(KnownDevice device, Publish packet, PendingAcknowledgement message, Refusal refusal) {
        reception.meters().rejected(refusal.reason());
        message.refuse(refusal.reason());
        Verdict verdict = verdict(device, packet, refusal).of(device.device().drill());
        reception.journal().append(new Delivery(verdict.records(device.key()), message));
    }

    private Verdict verdict(KnownDevice device, Publish packet, Refusal refusal) {
        byte[] payload = packet.payload();
        byte[] kept = payload.length > KEPT_OF_A_LARGE_ONE_BYTES
                ? Arrays.copyOf(payload, KEPT_OF_A_LARGE_ONE_BYTES)
                : payload;
        long nowMillis = reception.clock().millis();
        return Intake.refused(device.id(), packet.topic(), refusal.reason(), refusal.detail(), kept, nowMillis)
                .cameIn(packet.packetId(), packet.duplicate());
    }

    private void countRefusal(Publish packet, RejectReason reason) {
        reception.meters().message(MessageOutcome.REJECTED, packet.payload().length);
        reception.meters().rejected(reason);
    }

    private void take(KnownDevice sender, Publish packet) {
        KnownDevice device = reception.mirror().describedBy(sender, packet.topic());
        if (isOverQuota(device, sender, packet)) {
            return;
        }
        if (packet.topic().equals(device.snapshotTopic())) {
            stills.take(device, packet);
            return;
        }
        long nowMillis = reception.clock().millis();
        Verdict verdict;
        if (packet.isNotTheTextItClaims()) {
            verdict = Intake.refused(
                    device.id(),
                    packet.topic(),
                    RejectReason.MALFORMED,
                    "the payload format indicator says UTF-8, and it is not",
                    packet.payload(),
                    nowMillis);
        } else if (packet.topic().equals(device.statusTopic())) {
            verdict = StatusIntake.refusal(device, packet.payload(), nowMillis);
        } else {
            String contentType = packet.properties().string(Property.CONTENT_TYPE);
            verdict = reception.judge().judge(sender, packet.topic(), contentType, packet.payload(), nowMillis);
        }
        if (verdict == null) {
            reception.meters().message(MessageOutcome.STATUS, packet.payload().length);
            append(
                    List.of(StatusIntake.accepted(device, Origin.DEVICE, packet.payload(), nowMillis)),
                    null,
                    packet.qos(),
                    packet.packetId());
            return;
        }
        verdict = verdict.cameIn(packet.packetId(), packet.duplicate());
        count(verdict, packet.payload().length);
        append(device, verdict, packet.qos(), packet.packetId());
        Request request = verdict.request();
        if (request != null) {
            connection.ask(request);
        }
    }

    private void append(KnownDevice device, Verdict verdict, int qos, int packetId) {
        append(verdict.of(device.device().drill()).records(device.key()), verdict.refusal(), qos, packetId);
    }

    /** Without any record there is nothing to wait for but the messages before. */
    private void append(
            List<ProducerRecord<byte[], byte[]>> records, @Nullable RejectReason refusal, int qos, int packetId) {
        int recordBytes = 0;
        for (int i = 0; i < records.size(); i++) {
            recordBytes += records.get(i).value().length;
        }
        PendingAcknowledgement message = acknowledgements.await(packetId, qos, refusal, recordBytes);
        if (records.isEmpty()) {
            message.stored();
        } else {
            reception.journal().append(new Delivery(records, message));
        }
    }

    private void count(Verdict verdict, int payloadBytes) {
        reception.meters().message(verdict.outcome(), payloadBytes);
        for (Rejection rejection : verdict.rejections()) {
            reception.meters().rejected(rejection.reason());
        }
    }
}
