package io.cityops.jobs.alarm;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link LadderState}. */
public final class LadderStateLayout extends Layout<LadderState> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<LadderState> type() {
        return LadderState.class;
    }

    /** 2: has the worst value; 3: and what it means; 4: what a rate of change is measured from. */
    @Override
    public int version() {
        return 4;
    }

    @Override
    public void write(LadderState state, DataOutputView out) throws IOException {
        out.writeDouble(state.value);
        Packed.write(state.atMillis, out);
        Packed.write(state.receivedAtMillis, out);
        Packed.writeLongs(state.beyondSince, state.beyondSince.length, out);
        Packed.writeLongs(state.backSince, state.backSince.length, out);
        Packed.write(state.active.length, out);
        for (boolean active : state.active) {
            out.writeBoolean(active);
        }
        Packed.write(state.level, out);
        Packed.write(state.openedAtMillis, out);
        Packed.write(state.transitionAtMillis, out);
        Words.write(state.area, out);
        Words.write(state.sector, out);
        Words.write(state.drill, out);
        Packed.write(state.forgetAtMillis, out);
        out.writeDouble(state.worst);
        Words.write(state.detail, out);
        Packed.write(state.extremes.size(), out);
        for (Map.Entry<Long, Double> extreme : state.extremes.entrySet()) {
            Packed.write(extreme.getKey(), out);
            out.writeDouble(extreme.getValue());
        }
    }

    @Override
    public LadderState read(DataInputView in, Words words, int version) throws IOException {
        LadderState state = new LadderState();
        state.value = in.readDouble();
        state.atMillis = Packed.read(in);
        state.receivedAtMillis = Packed.read(in);
        state.beyondSince = Packed.readLongs(in);
        state.backSince = Packed.readLongs(in);
        state.active = new boolean[Packed.readInt(in)];
        for (int i = 0; i < state.active.length; i++) {
            state.active[i] = in.readBoolean();
        }
        state.level = Packed.readInt(in);
        state.openedAtMillis = Packed.read(in);
        state.transitionAtMillis = Packed.read(in);
        state.area = words.readKnown(in);
        state.sector = words.readKnown(in);
        state.drill = words.readKnown(in);
        state.forgetAtMillis = Packed.read(in);
        state.worst = version < 2 ? state.value : in.readDouble();
        state.detail = version < 3 ? "" : words.readOnce(in);
        int extremes = version < 4 ? 0 : Packed.readInt(in);
        for (int i = 0; i < extremes; i++) {
            state.extremes.put(Packed.read(in), in.readDouble());
        }
        return state;
    }
}
