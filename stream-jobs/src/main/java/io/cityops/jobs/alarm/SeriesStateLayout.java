package io.cityops.jobs.alarm;

import io.cityops.jobs.detect.SeriesMemoryBytes;
import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link SeriesState}. */
public final class SeriesStateLayout extends Layout<SeriesState> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<SeriesState> type() {
        return SeriesState.class;
    }

    /** The first began with what the series was of, which its key says now. */
    @Override
    public int version() {
        return 2;
    }

    @Override
    public void write(SeriesState state, DataOutputView out) throws IOException {
        SeriesMemoryBytes.write(state.memory, out);
        Packed.write(state.stepMillis, out);
        out.writeDouble(state.sum);
        Packed.write(state.count, out);
        Packed.write(state.newestMillis, out);
        out.writeBoolean(state.calm);
    }

    @Override
    public SeriesState read(DataInputView in, Words words, int version) throws IOException {
        SeriesState state = new SeriesState();
        if (version == 1) {
            in.readInt();
        }
        state.memory = SeriesMemoryBytes.read(in);
        state.stepMillis = Packed.read(in);
        state.sum = in.readDouble();
        state.count = Packed.readInt(in);
        state.newestMillis = Packed.read(in);
        state.calm = in.readBoolean();
        return state;
    }
}
