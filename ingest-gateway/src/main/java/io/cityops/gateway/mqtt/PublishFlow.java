package io.cityops.gateway.mqtt;

import io.cityops.gateway.intake.Intake;
import io.cityops.gateway.intake.Verdict;
import io.cityops.gateway.kafka.Delivery;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.gateway.operations.MessageOutcome;
import io.cityops.gateway.registry.KnownDevice;
import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The messages of one connection from PUBLISH to acknowledgement, at least once: PUBACK, or PUBREC for QoS 2, leaves only
 * when Kafka has everything of the message and of all messages before it. Confined to the event loop, except where said.
 */
final class PublishFlow {
    /** Beside its bytes, roughly what a waiting message occupies. */
    private static final int OVERHEAD_BYTES = 400;

    private final Reception reception;
    private final PacketWriter writer;
    private final MqttConnection connection;
    private final Settlements settlements;
    private final AcknowledgementQueue waiting = new AcknowledgementQueue();
    private final ReceivedOnce receivedOnce = new ReceivedOnce();
    private final AtomicBoolean listed = new AtomicBoolean();
    private int unacknowledged;
    private boolean outOfBytes;

    PublishFlow(Reception reception, PacketWriter writer, MqttConnection connection, Settlements settlements) {
        this.reception = reception;
        this.writer = writer;
        this.connection = connection;
        this.settlements = settlements;
    }

    /** Whether the socket must be read no further for now. */
    boolean isFull() {
        return outOfBytes || waiting.size() >= reception.maxInFlight();
    }

    /** Whether reading may go on after a pause: half of the room is free, so that it does not stop again at once. */
    boolean hasRoom() {
        return !outOfBytes && waiting.size() <= reception.maxInFlight() / 2;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    void publish(KnownDevice device, MqttPublishMessage packet, boolean mqtt5) {
        MqttPublishVariableHeader header = packet.variableHeader();
        MqttQoS qos = packet.fixedHeader().qosLevel();
        if (header.properties().getProperty(MqttProperties.TOPIC_ALIAS) != null) {
            connection.close(CloseCause.TOPIC_ALIAS_INVALID);
            return;
        }
        if (PacketLimits.isIllFormed(header.topicName())) {
            connection.close(CloseCause.MALFORMED_PACKET);
            return;
        }
        if (qos == MqttQoS.EXACTLY_ONCE && !receivedOnce.open(header.packetId())) {
            recordAgain(header.packetId());
            return;
        }
        if (qos != MqttQoS.AT_MOST_ONCE && ++unacknowledged > reception.receiveMaximum() && mqtt5) {
            connection.close(CloseCause.RECEIVE_MAXIMUM_EXCEEDED);
            return;
        }
        boolean redelivered = packet.fixedHeader().isDup();
        take(device, header.topicName(), bytes(packet.payload()), qos, header.packetId(), redelivered);
    }

    /** A packet that was too large to be read: kept as rejected without its payload. The connection is about to close. */
    void tooLarge(KnownDevice device, String topic, int packetBytes) {
        String detail = packetBytes + " bytes in one packet, allowed are " + PacketLimits.MAX_PACKET_BYTES;
        Verdict verdict = Intake.refused(
                device.id(),
                topic,
                RejectReason.TOO_LARGE,
                detail,
                new byte[0],
                reception.clock().millis());
        count(verdict, 0);
        append(device, verdict, MqttQoS.AT_MOST_ONCE, 0);
    }

    /** PUBREL: the packet id is free again. */
    void release(int packetId) {
        boolean known = receivedOnce.release(packetId);
        if (known) {
            unacknowledged--;
        }
        writer.pubcomp(packetId, known ? ReasonCodes.SUCCESS : ReasonCodes.PACKET_IDENTIFIER_NOT_FOUND);
        writer.flush();
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

    private void take(
            KnownDevice device, String topic, byte[] payload, MqttQoS qos, int packetId, boolean redelivered) {
        if (topic.equals(device.statusTopic())) {
            reception.meters().message(MessageOutcome.STATUS, payload.length);
            PendingAcknowledgement birth = pending(packetId, qos, null, OVERHEAD_BYTES);
            waiting.add(birth);
            birth.stored();
            return;
        }
        Verdict verdict =
                Intake.judge(device, topic, payload, reception.clock().millis()).cameIn(packetId, redelivered);
        count(verdict, payload.length);
        append(device, verdict, qos, packetId);
    }

    private void append(KnownDevice device, Verdict verdict, MqttQoS qos, int packetId) {
        List<ProducerRecord<byte[], byte[]>> records = verdict.records(device.key());
        int heldBytes = OVERHEAD_BYTES;
        for (int i = 0; i < records.size(); i++) {
            heldBytes += records.get(i).value().length;
        }
        PendingAcknowledgement message = pending(packetId, qos, verdict.refusal(), heldBytes);
        waiting.add(message);
        reception.journal().append(new Delivery(records, message));
    }

    private PendingAcknowledgement pending(int packetId, MqttQoS qos, @Nullable RejectReason refusal, int heldBytes) {
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
        switch (message.qos()) {
            case AT_LEAST_ONCE -> {
                unacknowledged--;
                writer.puback(message.packetId(), message.refusal());
            }
            case EXACTLY_ONCE -> record(message.packetId(), message.refusal());
            default -> {
                // QoS 0 is never acknowledged
            }
        }
    }

    private void record(int packetId, @Nullable RejectReason refusal) {
        writer.pubrec(packetId, refusal);
        if (refusal != null && connection.speaks5()) {
            // A PUBREC with an error ends the exchange: there will be no PUBREL.
            receivedOnce.release(packetId);
            unacknowledged--;
        } else {
            receivedOnce.record(packetId);
        }
    }

    /** The client resends a QoS 2 message that is open: never stored again; PUBREC again if it had been sent. */
    private void recordAgain(int packetId) {
        if (receivedOnce.isRecorded(packetId)) {
            writer.pubrec(packetId, null);
            writer.flush();
        }
    }

    private void count(Verdict verdict, int payloadBytes) {
        reception.meters().message(verdict.outcome(), payloadBytes);
        for (Rejection rejection : verdict.rejections()) {
            reception.meters().rejected(rejection.reason());
        }
    }

    private static byte[] bytes(ByteBuf payload) {
        return ByteBufUtil.getBytes(payload);
    }
}
