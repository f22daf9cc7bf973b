package io.cityops.jobs.intake;

import io.cityops.model.telemetry.Telemetry;
import io.cityops.model.telemetry.TelemetryCodec;
import org.apache.flink.api.common.typeinfo.TypeInfo;
import org.jspecify.annotations.Nullable;

/**
 * What one device sent, still as the bytes that Kafka has, on its way to where the device's messages come together: only
 * there is it taken apart. Without bytes: what the registry says of the device.
 */
@TypeInfo(DeviceMessageLayout.class)
public class DeviceMessage {
    static final byte[] NO_BYTES = {};

    public String deviceId = "";
    /** By the gateway's clock; event time advances by it. */
    public long receivedAtMillis;
    /** As {@link TelemetryCodec} writes it. */
    public byte[] telemetry = NO_BYTES;
    /** The place in topic telemetry. */
    public int partition;

    public long offset;

    /** What it says, where nobody has to take bytes apart for that; it stays in its process. */
    private transient @Nullable Telemetry known;

    /** What the registry says: whether anything is expected of the device, and when it is being worked on. */
    public boolean expected;

    public String maintenance = "";

    public static DeviceMessage of(byte[] telemetry, int partition, long offset) {
        DeviceMessage message = new DeviceMessage();
        TelemetryCodec.Head head = TelemetryCodec.head(telemetry);
        message.deviceId = head.deviceId();
        message.receivedAtMillis = head.receivedAtMillis();
        message.telemetry = telemetry;
        message.partition = partition;
        message.offset = offset;
        return message;
    }

    /** Without bytes, for operators of the same task. */
    public static DeviceMessage of(Telemetry telemetry) {
        DeviceMessage message = new DeviceMessage();
        message.deviceId = telemetry.deviceId();
        message.receivedAtMillis = telemetry.receivedAtMillis();
        message.known = telemetry;
        return message;
    }

    public static DeviceMessage registered(DeviceChange change) {
        DeviceMessage message = new DeviceMessage();
        message.deviceId = change.deviceId;
        message.expected = change.expected;
        message.maintenance = change.maintenance;
        return message;
    }

    /** Whether the registry says it, and not the device. */
    public boolean isOfRegistry() {
        return telemetry.length == 0 && known == null;
    }

    /** @throws IllegalArgumentException when the bytes behind the head are none of a message */
    public Telemetry decode() {
        Telemetry whole = known;
        return whole == null ? TelemetryCodec.decode(telemetry) : whole;
    }

    @Override
    public String toString() {
        return deviceId + (isOfRegistry() ? " registered" : " @" + partition + "/" + offset);
    }
}
