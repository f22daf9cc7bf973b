package io.cityops.jobs.indicator;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.ArrayList;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link AreaDelta} and its slices. */
public final class AreaDeltaLayout extends Layout<AreaDelta> {
    private static final long serialVersionUID = 1;
    private static final int WITH_DEFINITIONS = 2;
    private static final int WITH_MAINTENANCE = 3;

    @Override
    public Class<AreaDelta> type() {
        return AreaDelta.class;
    }

    @Override
    public int version() {
        return WITH_MAINTENANCE;
    }

    @Override
    public void write(AreaDelta delta, DataOutputView out) throws IOException {
        Words.write(delta.area, out);
        Words.write(delta.drill, out);
        Packed.write(delta.slices.size(), out);
        for (Slice slice : delta.slices) {
            write(slice, out);
        }
        Words.write(delta.deviceType, out);
        Packed.write(delta.headcount, out);
        Words.write(delta.maintenance, out);
    }

    private static void write(Slice slice, DataOutputView out) throws IOException {
        Words.write(slice.indicator, out);
        Packed.write(slice.definition, out);
        Packed.write(slice.minuteMillis, out);
        out.writeBoolean(slice.late);
        slice.numbers.write(out);
        Packed.write(slice.readings, out);
        Packed.write(slice.heard, out);
        for (int level = 0; level < Level.COUNT; level++) {
            Packed.write(slice.lateReadings[level], out);
            Packed.write(slice.covered[level], out);
            Packed.write(slice.stuck[level], out);
            Packed.write(slice.suspicious[level], out);
        }
        Packed.write(slice.receivedMillis, out);
        Packed.write(slice.newestMillis, out);
        Packed.write(slice.oldestMillis, out);
    }

    @Override
    public AreaDelta read(DataInputView in, Words words, int version) throws IOException {
        AreaDelta delta = new AreaDelta();
        delta.area = words.readKnown(in);
        delta.drill = words.readKnown(in);
        int slices = Packed.readInt(in);
        delta.slices = new ArrayList<>(slices);
        for (int i = 0; i < slices; i++) {
            delta.slices.add(readSlice(in, words, version));
        }
        if (version >= WITH_DEFINITIONS) {
            delta.deviceType = words.readKnown(in);
            delta.headcount = Packed.readInt(in);
        }
        if (version >= WITH_MAINTENANCE) {
            delta.maintenance = words.readKnown(in);
        }
        return delta;
    }

    private static Slice readSlice(DataInputView in, Words words, int version) throws IOException {
        Slice slice = new Slice();
        slice.indicator = words.readKnown(in);
        slice.definition = version >= WITH_DEFINITIONS ? Packed.readInt(in) : Tally.UNKNOWN_DEFINITION;
        slice.minuteMillis = Packed.read(in);
        slice.late = in.readBoolean();
        slice.numbers = Numbers.read(in, words);
        slice.readings = Packed.readInt(in);
        slice.heard = Packed.readInt(in);
        for (int level = 0; level < Level.COUNT; level++) {
            slice.lateReadings[level] = Packed.readInt(in);
            slice.covered[level] = Packed.readInt(in);
            slice.stuck[level] = Packed.readInt(in);
            slice.suspicious[level] = Packed.readInt(in);
        }
        slice.receivedMillis = Packed.read(in);
        slice.newestMillis = Packed.read(in);
        slice.oldestMillis = Packed.read(in);
        return slice;
    }
}
