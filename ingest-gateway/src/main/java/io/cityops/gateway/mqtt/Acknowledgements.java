package io.cityops.gateway.mqtt;

import io.cityops.gateway.mqtt.wire.PacketType;
import io.cityops.gateway.mqtt.wire.PacketWriter;
import io.cityops.gateway.mqtt.wire.Publish;
import io.cityops.gateway.operations.CloseCause;
import io.cityops.model.telemetry.RejectReason;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What one connection's messages are answered with, and when: PUBACK, or PUBREC for QoS 2, leaves only when everything of
 * the message and of all messages before it is settled. Confined to the event loop, except where said.
 */
final class Acknowledgements {
    private static final int QOS_2 = 2;

    /** Beside its bytes, roughly what a waiting message occupies. */
    private static final int OVERHEAD_BYTES = 400;

    private final Reception reception;
    private final PacketWriter writer;
    private final MqttConnection connection;
    private final Settlements settlements;
    private final ReceivedOnce receivedOnce;
    private final int receiveMaximum;
    private final AcknowledgementQueue waiting = new AcknowledgementQueue();
    private final AtomicBoolean listed = new AtomicBoolean();
    private @Nullable BitSet recordDue;
    private int unacknowledged;
    private boolean outOfBytes;

    /** @param receiveMaximum what the client was told; over it the connection is closed */
    Acknowledgements(
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
    }

    /** Whether as much waits as may wait. */
    boolean isFull() {
        return outOfBytes || waiting.size() >= reception.maxInFlight();
    }

    /** Whether half of the room is free, so that reading does not stop again at once. */
    boolean hasRoom() {
        return !outOfBytes && waiting.size() <= reception.maxInFlight() / 2;
    }

    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** @return whether the message is to be stored; if not, it is answered, or will be, or the connection is closing */
    boolean admit(Publish packet) {
        if (packet.qos() == QOS_2) {
            switch (receivedOnce.open(packet.packetId())) {
                case RECORDED -> {
                    writer.reply(PacketType.PUBREC, packet.packetId());
                    return false;
                }
                case WAITING -> {
                    recordWhenStored(packet.packetId());
                    return false;
                }
                case NEW -> {
                    // to be stored
                }
            }
        }
        if (packet.qos() > 0 && ++unacknowledged > receiveMaximum) {
            connection.close(CloseCause.RECEIVE_MAXIMUM_EXCEEDED);
            return false;
        }
        return true;
    }

    /**
     * Puts a message among those that wait for their acknowledgement; to be settled by who stores it, on any thread.
     *
     * @param packetId not looked at for QoS 0
     * @param recordBytes what is to be stored of it
     */
    PendingAcknowledgement await(int packetId, int qos, @Nullable RejectReason refusal, int recordBytes) {
        int heldBytes = OVERHEAD_BYTES + recordBytes;
        reception.meters().inFlight();
        if (!reception.inFlight().hold(heldBytes) && !outOfBytes) {
            outOfBytes = true;
            reception.inFlight().whenFreed(() -> connection.execute(this::bytesFreed));
        }
        PendingAcknowledgement message =
                new PendingAcknowledgement(packetId, qos, refusal, heldBytes, System.nanoTime(), this::settled);
        waiting.add(message);
        return message;
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

    /** After messages of this connection were settled. */
    void send() {
        listed.set(false);
        boolean intact = waiting.advance(this::acknowledge);
        writer.flush();
        if (!intact) {
            connection.close(CloseCause.NOT_STORED);
        }
    }

    /** The same when the connection is gone: the session still learns what became of its QoS 2 messages. */
    void record() {
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
}
