package io.cityops.jobs.alarm;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link DeviceSign}. */
public final class DeviceSignLayout extends Layout<DeviceSign> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<DeviceSign> type() {
        return DeviceSign.class;
    }

    @Override
    public void write(DeviceSign sign, DataOutputView out) throws IOException {
        Words.write(sign.deviceId, out);
        out.writeBoolean(sign.removed);
        Words.write(sign.deviceType, out);
        Words.write(sign.sector, out);
        Words.write(sign.area, out);
        Packed.write(sign.expectedIntervalMillis, out);
        Packed.write(sign.receivedAtMillis, out);
        Words.write(sign.drill, out);
    }

    @Override
    public DeviceSign read(DataInputView in, Words words, int version) throws IOException {
        DeviceSign sign = new DeviceSign();
        sign.deviceId = words.readOnce(in);
        sign.removed = in.readBoolean();
        sign.deviceType = words.readKnown(in);
        sign.sector = words.readKnown(in);
        sign.area = words.readKnown(in);
        sign.expectedIntervalMillis = Packed.read(in);
        sign.receivedAtMillis = Packed.read(in);
        sign.drill = words.readKnown(in);
        return sign;
    }
}
