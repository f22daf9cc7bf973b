package io.cityops.jobs.intake;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link DeviceMessage}. */
public final class DeviceMessageLayout extends Layout<DeviceMessage> {
    private static final long serialVersionUID = 1;
    /** From which on what the registry says is more than that a device was removed. */
    private static final int OF_REGISTRY = 2;

    @Override
    public Class<DeviceMessage> type() {
        return DeviceMessage.class;
    }

    @Override
    public int version() {
        return OF_REGISTRY;
    }

    @Override
    public void write(DeviceMessage message, DataOutputView out) throws IOException {
        Words.write(message.deviceId, out);
        out.writeLong(message.receivedAtMillis);
        Packed.write(message.partition, out);
        Packed.write(message.offset, out);
        Packed.writeBytes(message.telemetry, out);
        out.writeBoolean(message.expected);
        Words.write(message.maintenance, out);
    }

    @Override
    public DeviceMessage read(DataInputView in, Words words, int version) throws IOException {
        DeviceMessage message = new DeviceMessage();
        message.deviceId = words.readOnce(in);
        message.receivedAtMillis = in.readLong();
        message.partition = Packed.readInt(in);
        message.offset = Packed.read(in);
        message.telemetry = Packed.readBytes(in);
        if (version >= OF_REGISTRY) {
            message.expected = in.readBoolean();
            message.maintenance = words.readKnown(in);
        }
        return message;
    }
}
