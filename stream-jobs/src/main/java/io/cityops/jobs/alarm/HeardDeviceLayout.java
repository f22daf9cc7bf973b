package io.cityops.jobs.alarm;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link HeardDevice}. */
public final class HeardDeviceLayout extends Layout<HeardDevice> {
    private static final long serialVersionUID = 1;
    private static final DeviceSignLayout SIGN = new DeviceSignLayout();

    @Override
    public Class<HeardDevice> type() {
        return HeardDevice.class;
    }

    @Override
    public void write(HeardDevice device, DataOutputView out) throws IOException {
        SIGN.write(device.last, out);
        out.writeBoolean(device.silent);
        Packed.write(device.silentSinceMillis, out);
        Packed.write(device.writtenAtMillis, out);
        Packed.write(device.checkAtMillis, out);
    }

    @Override
    public HeardDevice read(DataInputView in, Words words, int version) throws IOException {
        HeardDevice device = new HeardDevice();
        device.last = SIGN.read(in, words, version);
        device.silent = in.readBoolean();
        device.silentSinceMillis = Packed.read(in);
        device.writtenAtMillis = Packed.read(in);
        device.checkAtMillis = Packed.read(in);
        return device;
    }
}
