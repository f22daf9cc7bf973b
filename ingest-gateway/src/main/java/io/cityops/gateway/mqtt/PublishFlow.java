package io.cityops.gateway.mqtt;

import io.cityops.gateway.formats.Request;
import io.cityops.gateway.intake.Intake;
import io.cityops.gateway.intake.StatusIntake;
import io.cityops.gateway.intake.Verdict;
import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.limits.Quota;
import io.cityops.gateway.mqtt.wire.Limits;
import io.cityops.gateway.mqtt.wire.PacketType;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.mqtt.wire.Property;
import io.cityops.gateway.mqtt.wire.Publish;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.telemetry.DeviceStatus.Origin;
import io.cityops.model.telemetry.NativePayload.Refusal;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection from PUBLISH to acknowledgement, at least once: PUBACK, or PUBREC for QoS 2, leaves only
 * when Kafka has everything of the message and of all messages before it. Confined to the event loop, except where said.
 */
final class PublishFlow {
    private static final int QOS_2 = 2;

    /** Beside its bytes, roughly what a waiting message occupies. */
    private static final int OVERHEAD_BYTES = 400;

    private static final int KEPT_OF_A_LARGE_ONE_BYTES = 64 * 1_024;

    private final Reception reception;
    private final PacketWriter writer;
    private final MqttConnection connection;
    private final Settlements settlements;
    private final ReceivedOnce receivedOnce;
    private final int receiveMaximum;
    private final AcknowledgementQueue waiting = new AcknowledgementQueue();
    private final Throttle throttle;
    private final StillFlow stills;
    private final AtomicBoolean listed = new AtomicBoolean();
    private @Nullable BitSet recordDue;
    private int unacknowledged;
    private boolean outOfBytes;

    /**
     * @param deviceId who is signed in
     * @param receiveMaximum what the client was told; over it the connection is closed
     */
    PublishFlow(
            String deviceId,
            Reception reception,
            PacketWriter writer,
            MqttConnection connection,
            Settlements settlements,
            ReceivedOnce receivedOnce,
            int receiveMaximum) {
        this.reception = reception;
        this.writer = writer;
        this.connection = connection;
        this.settlements = settlements;
        this.receivedOnce = receivedOnce;
        this.receiveMaximum = receiveMaximum;
        this.throttle = new Throttle(deviceId, reception, connection);
        this.stills = new StillFlow(reception, this);
    }

    /** Whether the socket must be read no further for now. */
    boolean isFull() {
        return outOfBytes || throttle.isOn() || waiting.size() >= reception.maxInFlight();
    }

    /** Whether reading may go on after a pause: half of the room is free, so that it does not stop again at once. */
    boolean hasRoom() {
        return !outOfBytes && !throttle.isOn() && waiting.size() <= reception.maxInFlight() / 2;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    void publish(KnownDevice device, Publish packet) {
        if (packet.qos() == QOS_2) {
            switch (receivedOnce.open(packet.packetId())) {
                case RECORDED -> {
                    writer.reply(PacketType.PUBREC, packet.packetId());
                    return;
                }
                case WAITING -> {
                    recordWhenStored(packet.packetId());
                    return;
                }
                case NEW -> {
                    // to be stored
                }
            }
        }
        if (packet.qos() > 0 && ++unacknowledged > receiveMaximum) {
            connection.close(CloseCause.RECEIVE_MAXIMUM_EXCEEDED);
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

    /** PUBREL: the packet id is free again. */
    void release(int packetId) {
        if (receivedOnce.release(packetId)) {
            unacknowledged = Math.max(0, unacknowledged - 1);
            writer.reply(PacketType.PUBCOMP, packetId);
        } else {
            writer.reply(PacketType.PUBCOMP, packetId, ReasonCodes.PACKET_IDENTIFIER_NOT_FOUND, null);
        }
    }

    /** On the event loop, after messages of this connection were settled. */
    void acknowledgeSettled() {
        listed.set(false);
        boolean intact = waiting.advance(this::acknowledge);
        writer.flush();
        if (!intact) {
            connection.close(CloseCause.NOT_STORED);
        }
    }

    /** The same when the connection is gone: the session still learns what became of its QoS 2 messages. */
    void recordSettled() {
        listed.set(false);
        waiting.sweep(message -> {
            if (message.qos() == QOS_2) {
                if (message.isLost() || endsWith(message.refusal())) {
                    receivedOnce.release(message.packetId());
                } else {
                    receivedOnce.record(message.packetId());
                    connection.storedLate(message.packetId());
                }
            }
        });
    }

    /** A message that an earlier connection of the session had brought is stored now. */
    void storedLate(int packetId) {
        if (recordDue != null && recordDue.get(packetId)) {
            recordDue.clear(packetId);
            writer.reply(PacketType.PUBREC, packetId);
            writer.flush();
        }
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
        PendingAcknowledgement message = pending(packet.packetId(), packet.qos(), refusal, OVERHEAD_BYTES);
        waiting.add(message);
        return message;
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
        int heldBytes = OVERHEAD_BYTES;
        for (int i = 0; i < records.size(); i++) {
            heldBytes += records.get(i).value().length;
        }
        PendingAcknowledgement message = pending(packetId, qos, refusal, heldBytes);
        waiting.add(message);
        if (records.isEmpty()) {
            message.stored();
        } else {
            reception.journal().append(new Delivery(records, message));
        }
    }

    private PendingAcknowledgement pending(int packetId, int qos, @Nullable RejectReason refusal, int heldBytes) {
        reception.meters().inFlight();
        if (!reception.inFlight().hold(heldBytes) && !outOfBytes) {
            outOfBytes = true;
            reception.inFlight().whenFreed(() -> connection.execute(this::bytesFreed));
        }
        return new PendingAcknowledgement(packetId, qos, refusal, heldBytes, System.nanoTime(), this::settled);
    }

    private void bytesFreed() {
        outOfBytes = false;
        connection.readOn();
    }

    /** On whatever thread settles the message, whether the connection is still there or not. */
    private void settled(PendingAcknowledgement message) {
        reception.inFlight().release(message.heldBytes());
        reception.meters().settled();
        if (message.isStored()) {
            reception.meters().acknowledged(System.nanoTime() - message.receivedAtNanos());
        } else {
            reception.meters().kafkaError();
        }
        if (listed.compareAndSet(false, true)) {
            settlements.add(connection);
        }
    }

    private void acknowledge(PendingAcknowledgement message) {
        int packetId = message.packetId();
        RejectReason refusal = message.refusal();
        if (message.qos() == QOS_2) {
            if (endsWith(refusal)) {
                receivedOnce.release(packetId);
                unacknowledged--;
            } else {
                receivedOnce.record(packetId);
            }
            reply(PacketType.PUBREC, packetId, refusal);
        } else if (message.qos() > 0) {
            unacknowledged--;
            reply(PacketType.PUBACK, packetId, refusal);
        }
    }

    private void reply(int type, int packetId, @Nullable RejectReason refusal) {
        if (refusal == null) {
            writer.reply(type, packetId);
        } else {
            writer.reply(type, packetId, ReasonCodes.publish(refusal), refusal.tag());
        }
    }

    /** A PUBREC with an error, which MQTT 5 has, ends the exchange: there will be no PUBREL. */
    private boolean endsWith(@Nullable RejectReason refusal) {
        return refusal != null && connection.speaks5();
    }

    /** The client resends a message that an earlier connection brought and that is on its way into Kafka. */
    private void recordWhenStored(int packetId) {
        if (recordDue == null) {
            recordDue = new BitSet();
        }
        recordDue.set(packetId);
    }

    private void count(Verdict verdict, int payloadBytes) {
        reception.meters().message(verdict.outcome(), payloadBytes);
        for (Rejection rejection : verdict.rejections()) {
            reception.meters().rejected(rejection.reason());
        }
    }
}
