package io.cityops.gateway.mqtt;

import io.cityops.gateway.kafka.Receipt;
import io.cityops.model.telemetry.RejectReason;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One PUBLISH between its receipt and its acknowledgement. Settled once, on any thread. */
final class PendingAcknowledgement implements Receipt {
    private enum State {
        WAITING,
        STORED,
        LOST
    }

    private final int packetId;
    private final int qos;
    private volatile @Nullable RejectReason refusal;
    private final int heldBytes;
    private final long receivedAtNanos;
    private final Consumer<PendingAcknowledgement> whenSettled;
    private volatile State state = State.WAITING;

    /**
     * @param packetId not looked at for QoS 0
     * @param refusal why the message was refused for its content; null when it was accepted
     * @param heldBytes what it occupies until it is settled
     * @param whenSettled called on the thread that settles it
     */
    PendingAcknowledgement(
            int packetId,
            int qos,
            @Nullable RejectReason refusal,
            int heldBytes,
            long receivedAtNanos,
            Consumer<PendingAcknowledgement> whenSettled) {
        this.packetId = packetId;
        this.qos = qos;
        this.refusal = refusal;
        this.heldBytes = heldBytes;
        this.receivedAtNanos = receivedAtNanos;
        this.whenSettled = whenSettled;
    }

    @Override
    public void stored() {
        state = State.STORED;
        whenSettled.accept(this);
    }

    @Override
    public void lost(Exception cause) {
        state = State.LOST;
        whenSettled.accept(this);
    }

    /** What was accepted at first is refused after all; to be told before it is settled. */
    void refuse(RejectReason reason) {
        refusal = reason;
    }

    boolean isStored() {
        return state == State.STORED;
    }

    boolean isLost() {
        return state == State.LOST;
    }

    int packetId() {
        return packetId;
    }

    int qos() {
        return qos;
    }

    @Nullable
    RejectReason refusal() {
        return refusal;
    }

    int heldBytes() {
        return heldBytes;
    }

    long receivedAtNanos() {
        return receivedAtNanos;
    }
}
