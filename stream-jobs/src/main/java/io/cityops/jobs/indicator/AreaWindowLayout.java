package io.cityops.jobs.indicator;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link AreaWindow} and its tallies. */
public final class AreaWindowLayout extends Layout<AreaWindow> {
    private static final long serialVersionUID = 1;
    private static final int WITH_DEFINITIONS = 2;

    @Override
    public Class<AreaWindow> type() {
        return AreaWindow.class;
    }

    @Override
    public int version() {
        return WITH_DEFINITIONS;
    }

    @Override
    public void write(AreaWindow window, DataOutputView out) throws IOException {
        out.writeBoolean(window.closed);
        Packed.write(window.unsent.size(), out);
        for (String indicator : window.unsent) {
            Words.write(indicator, out);
        }
        Packed.write(window.tallies.size(), out);
        for (Map.Entry<String, Tally> each : window.tallies.entrySet()) {
            Words.write(each.getKey(), out);
            write(each.getValue(), out);
        }
    }

    private static void write(Tally tally, DataOutputView out) throws IOException {
        Packed.write(tally.definition, out);
        tally.numbers.write(out);
        Packed.write(tally.readings, out);
        Packed.write(tally.late, out);
        Packed.write(tally.heard, out);
        Packed.write(tally.covered, out);
        Packed.write(tally.stuck, out);
        Packed.write(tally.suspicious, out);
        out.writeBoolean(tally.begun);
        Packed.write(tally.receivedMillis, out);
        Packed.write(tally.newestMillis, out);
        Packed.write(tally.oldestMillis, out);
    }

    @Override
    public AreaWindow read(DataInputView in, Words words, int version) throws IOException {
        AreaWindow window = new AreaWindow();
        window.closed = in.readBoolean();
        for (int left = Packed.readInt(in); left > 0; left--) {
            window.unsent.add(words.readKnown(in));
        }
        for (int left = Packed.readInt(in); left > 0; left--) {
            String indicator = words.readKnown(in);
            window.tallies.put(indicator, readTally(in, words, version));
        }
        return window;
    }

    private static Tally readTally(DataInputView in, Words words, int version) throws IOException {
        Tally tally = new Tally();
        tally.definition = version >= WITH_DEFINITIONS ? Packed.readInt(in) : Tally.UNKNOWN_DEFINITION;
        tally.numbers = Numbers.read(in, words);
        tally.readings = Packed.readInt(in);
        tally.late = Packed.readInt(in);
        tally.heard = Packed.readInt(in);
        tally.covered = Packed.readInt(in);
        tally.stuck = Packed.readInt(in);
        tally.suspicious = Packed.readInt(in);
        tally.begun = in.readBoolean();
        tally.receivedMillis = Packed.read(in);
        tally.newestMillis = Packed.read(in);
        tally.oldestMillis = Packed.read(in);
        return tally;
    }
}
