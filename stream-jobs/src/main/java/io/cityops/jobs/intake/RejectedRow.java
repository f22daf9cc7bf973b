package io.cityops.jobs.intake;

import io.cityops.model.telemetry.RejectReason;
import io.cityops.model.telemetry.Rejection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One row of {@code rejected}. What the gateway refused has its place in topic telemetry.rejected as its key. */
public class RejectedRow {
    /** The partition given to what the database, not the gateway, refused; its offset is then a hash of the reading. */
    public static final int REFUSED_BY_DATABASE = -1;
    /** The partition given to what the jobs refused; far from those of foreign records. */
    public static final int REFUSED_BY_JOBS = -1_000_000;

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

    /** The drill whose twin sent it; empty in ordinary life. */
    public String drill = "";

    /** Who was signed in, where that is not the device. */
    public @Nullable String sender;

    public @Nullable String contentType;
    /** What of the message is stored; see {@link io.cityops.model.telemetry.StoredParts}. */
    public String stored = "";

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
        row.drill = Drill.orNone(rejection.drill());
        row.sender = rejection.sender();
        row.contentType = rejection.contentType();
        row.stored = rejection.stored();
        return row;
    }

    /** A record of Kafka that is none of ours, by its place there. */
    static RejectedRow foreign(
            @Nullable String deviceId, long receivedAtMillis, byte[] value, int partition, long offset) {
        RejectedRow row = new RejectedRow();
        row.receivedAtMillis = receivedAtMillis;
        row.deviceId = deviceId;
        row.reason = RejectReason.UNSUPPORTED_FORMAT.tag();
        row.payload = value;
        // Below the one of the database's refusals, so that places in two topics never meet.
        row.partition = REFUSED_BY_DATABASE - 1 - partition;
        row.kafkaOffset = offset;
        return row;
    }

    /** A message that begins as one of ours and goes on otherwise. */
    public static RejectedRow foreign(DeviceMessage message, String detail) {
        RejectedRow row = foreign(
                message.deviceId, message.receivedAtMillis, message.telemetry, message.partition, message.offset);
        row.topic = Topics.TELEMETRY;
        row.detail = detail;
        return row;
    }

    /** The note of a reading that corrected no figure. It is stored all the same; the place is a hash of it. */
    public static RejectedRow beyondCorrection(DeviceReport report, Duration lateness) {
        RejectedRow row = new RejectedRow();
        row.receivedAtMillis = report.receivedAtMillis;
        row.deviceId = report.deviceId;
        row.drill = report.drill;
        row.topic = "city/" + report.sector + "/" + report.deviceId + "/telemetry";
        row.reason = RejectReason.TOO_OLD.tag();
        row.detail = "observed at %s: stored, but figures are corrected no more than %d h back"
                .formatted(Instant.ofEpochMilli(report.observedAtMillis), lateness.toHours());
        row.payload = (report + " " + Arrays.toString(report.measures) + " " + Arrays.toString(report.values))
                .getBytes(StandardCharsets.UTF_8);
        row.partition = REFUSED_BY_DATABASE;
        row.kafkaOffset = Integer.toUnsignedLong(
                Objects.hash(report.deviceId, report.observedAtMillis, report.seq, Arrays.hashCode(report.measures)));
        return row;
    }

    /** An increment that no such device can have counted. */
    public static RejectedRow incredible(DeviceReport report, CounterStand stand, double before, double increment) {
        RejectedRow row = new RejectedRow();
        row.receivedAtMillis = report.receivedAtMillis;
        row.deviceId = report.deviceId;
        row.drill = report.drill;
        row.topic = "city/" + report.sector + "/" + report.deviceId + "/telemetry";
        row.reason = RejectReason.OUT_OF_RANGE.tag();
        row.detail = "counter %s went from %s to %s: %s = %s, allowed are %s"
                .formatted(stand.source, before, stand.value, stand.measure, increment, stand.maxIncrement);
        row.payload = (report + " " + stand.measure + " " + stand.source + " " + stand.value)
                .getBytes(StandardCharsets.UTF_8);
        row.partition = REFUSED_BY_JOBS;
        row.kafkaOffset = Integer.toUnsignedLong(
                Objects.hash(report.deviceId, report.observedAtMillis, stand.measure, stand.source, stand.value));
        return row;
    }

    @Override
    public String toString() {
        return partition + "/" + kafkaOffset + " " + reason + ": " + detail;
    }
}
