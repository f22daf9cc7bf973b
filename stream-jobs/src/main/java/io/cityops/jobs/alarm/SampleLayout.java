package io.cityops.jobs.alarm;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link Sample}. */
public final class SampleLayout extends Layout<Sample> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<Sample> type() {
        return Sample.class;
    }

    @Override
    public void write(Sample sample, DataOutputView out) throws IOException {
        Words.write(sample.rule, out);
        Words.write(sample.entityKind, out);
        Words.write(sample.entityId, out);
        Words.write(sample.area, out);
        Words.write(sample.sector, out);
        out.writeDouble(sample.value);
        Packed.write(sample.atMillis, out);
        Packed.write(sample.receivedAtMillis, out);
        out.writeBoolean(sample.gone);
        Words.write(sample.drill, out);
        Words.write(sample.detail, out);
    }

    @Override
    public Sample read(DataInputView in, Words words, int version) throws IOException {
        Sample sample = new Sample();
        sample.rule = words.readKnown(in);
        sample.entityKind = words.readKnown(in);
        sample.entityId = words.readOnce(in);
        sample.area = words.readKnown(in);
        sample.sector = words.readKnown(in);
        sample.value = in.readDouble();
        sample.atMillis = Packed.read(in);
        sample.receivedAtMillis = Packed.read(in);
        sample.gone = in.readBoolean();
        sample.drill = words.readKnown(in);
        sample.detail = words.readOnce(in);
        return sample;
    }
}
