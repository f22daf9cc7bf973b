package io.cityops.jobs.device;

import io.cityops.jobs.device.DeviceRecord.LastValue;
import io.cityops.jobs.indicator.CoveredWindows;
import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link DeviceRecord}. */
public final class DeviceRecordLayout extends Layout<DeviceRecord> {
    private static final long serialVersionUID = 1;
    private static final SeenObservationsLayout SEEN = new SeenObservationsLayout();
    /** From which on it is told when the device was heard. */
    private static final int WITH_HEARD = 2;

    private static final int WITH_MAINTENANCE = 3;

    @Override
    public Class<DeviceRecord> type() {
        return DeviceRecord.class;
    }

    @Override
    public int version() {
        return WITH_MAINTENANCE;
    }

    @Override
    public void write(DeviceRecord device, DataOutputView out) throws IOException {
        Packed.write(device.newestObservedMillis, out);
        Packed.write(device.newestReceivedMillis, out);
        Packed.write(device.newestSeq, out);
        Packed.write(device.seenSinceMillis, out);
        Packed.write(device.firstSeenMillis, out);
        SEEN.write(device.seen, out);
        Packed.write(device.lastValues.size(), out);
        for (Map.Entry<String, LastValue> each : device.lastValues.entrySet()) {
            Words.write(each.getKey(), out);
            out.writeDouble(each.getValue().value);
            Packed.write(each.getValue().sinceMillis, out);
        }
        Packed.write(device.clock.messages, out);
        out.writeDouble(device.clock.meanMillis);
        out.writeDouble(device.clock.deviationMillis);
        Packed.write(device.coverage.size(), out);
        for (Map.Entry<String, CoveredWindows> each : device.coverage.entrySet()) {
            Words.write(each.getKey(), out);
            each.getValue().write(out);
        }
        Packed.write(device.counters.size(), out);
        for (Map.Entry<String, CounterMemory> each : device.counters.entrySet()) {
            Words.write(each.getKey(), out);
            out.writeDouble(each.getValue().value);
            Packed.write(each.getValue().observedAtMillis, out);
        }
        device.heard.write(out);
        Words.write(device.maintenance, out);
    }

    @Override
    public DeviceRecord read(DataInputView in, Words words, int version) throws IOException {
        DeviceRecord device = new DeviceRecord();
        device.newestObservedMillis = Packed.read(in);
        device.newestReceivedMillis = Packed.read(in);
        device.newestSeq = Packed.read(in);
        device.seenSinceMillis = Packed.read(in);
        device.firstSeenMillis = Packed.read(in);
        device.seen = SEEN.read(in, words, SEEN.version());
        for (int left = Packed.readInt(in); left > 0; left--) {
            LastValue last = new LastValue();
            device.lastValues.put(words.readKnown(in), last);
            last.value = in.readDouble();
            last.sinceMillis = Packed.read(in);
        }
        device.clock.messages = Packed.readInt(in);
        device.clock.meanMillis = in.readDouble();
        device.clock.deviationMillis = in.readDouble();
        for (int left = Packed.readInt(in); left > 0; left--) {
            device.coverage.put(words.readKnown(in), CoveredWindows.read(in));
        }
        for (int left = Packed.readInt(in); left > 0; left--) {
            CounterMemory counter = new CounterMemory();
            device.counters.put(words.readKnown(in), counter);
            counter.value = in.readDouble();
            counter.observedAtMillis = Packed.read(in);
        }
        device.heard = version < WITH_HEARD ? Heard.unknown() : Heard.read(in, words);
        if (version >= WITH_MAINTENANCE) {
            device.maintenance = words.readKnown(in);
        }
        return device;
    }
}
