package io.cityops.jobs.intake;

import io.cityops.model.telemetry.Rejection;
import org.jspecify.annotations.Nullable;

/** One row of {@code rejected}. What the gateway refused has its place in topic telemetry.rejected as its key. */
public class RejectedRow {
    /** The partition given to what the database, not the gateway, refused; its offset is then a hash of the reading. */
    public static final int REFUSED_BY_DATABASE = -1;

    public long receivedAtMillis;
    public @Nullable String deviceId;
    public String topic = "";
    public String reason = "";
    public String detail = "";
    public byte[] payload = {};
    public int partition;
    public long kafkaOffset;
    /** The MQTT packet identifier; 0 when there was none. */
    public int packetId;
    /** The device sent it again: with packet and payload of an earlier row of the device it is that one. */
    public boolean redelivered;

    public static RejectedRow of(Rejection rejection, int partition, long kafkaOffset) {
        RejectedRow row = new RejectedRow();
        row.receivedAtMillis = rejection.receivedAtMillis();
        row.deviceId = rejection.deviceId();
        row.topic = rejection.topic();
        row.reason = rejection.reason().tag();
        row.detail = rejection.detail();
        row.payload = rejection.payload();
        row.partition = partition;
        row.kafkaOffset = kafkaOffset;
        row.packetId = rejection.packetId();
        row.redelivered = rejection.redelivered();
        return row;
    }

    @Override
    public String toString() {
        return partition + "/" + kafkaOffset + " " + reason + ": " + detail;
    }
}
