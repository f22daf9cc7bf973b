package io.cityops.jobs.device;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link SeenObservations}. */
public final class SeenObservationsLayout extends Layout<SeenObservations> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<SeenObservations> type() {
        return SeenObservations.class;
    }

    @Override
    public void write(SeenObservations seen, DataOutputView out) throws IOException {
        Packed.write(seen.size, out);
        for (int i = 0; i < seen.size; i++) {
            out.writeLong(seen.hashes[i]);
        }
    }

    @Override
    public SeenObservations read(DataInputView in, Words words, int version) throws IOException {
        SeenObservations seen = new SeenObservations();
        seen.size = Packed.readInt(in);
        seen.hashes = new long[seen.size];
        for (int i = 0; i < seen.size; i++) {
            seen.hashes[i] = in.readLong();
        }
        return seen;
    }
}
