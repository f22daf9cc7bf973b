package io.cityops.jobs.device;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link ReportRow}. */
public final class ReportRowLayout extends Layout<ReportRow> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<ReportRow> type() {
        return ReportRow.class;
    }

    @Override
    public void write(ReportRow row, DataOutputView out) throws IOException {
        Words.write(row.sector, out);
        Packed.writeBytes(row.bytes, out);
    }

    @Override
    public ReportRow read(DataInputView in, Words words, int version) throws IOException {
        ReportRow row = new ReportRow();
        row.sector = words.readKnown(in);
        row.bytes = Packed.readBytes(in);
        return row;
    }
}
