package io.cityops.jobs.alarm;

import io.cityops.jobs.wire.Layout;
import io.cityops.jobs.wire.Packed;
import io.cityops.jobs.wire.Words;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Of {@link SeriesPoint}. */
public final class SeriesPointLayout extends Layout<SeriesPoint> {
    private static final long serialVersionUID = 1;

    @Override
    public Class<SeriesPoint> type() {
        return SeriesPoint.class;
    }

    @Override
    public void write(SeriesPoint point, DataOutputView out) throws IOException {
        Words.write(point.series, out);
        Words.write(point.deviceId, out);
        Words.write(point.deviceType, out);
        Words.write(point.area, out);
        Words.write(point.sector, out);
        Words.write(point.drill, out);
        out.writeDouble(point.value);
        Packed.write(point.atMillis, out);
        Packed.write(point.receivedAtMillis, out);
        Packed.write(point.intervalMillis, out);
    }

    @Override
    public SeriesPoint read(DataInputView in, Words words, int version) throws IOException {
        SeriesPoint point = new SeriesPoint();
        point.series = words.readKnown(in);
        point.deviceId = words.readOnce(in);
        point.deviceType = words.readKnown(in);
        point.area = words.readKnown(in);
        point.sector = words.readKnown(in);
        point.drill = words.readKnown(in);
        point.value = in.readDouble();
        point.atMillis = Packed.read(in);
        point.receivedAtMillis = Packed.read(in);
        point.intervalMillis = Packed.read(in);
        return point;
    }
}
