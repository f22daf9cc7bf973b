package io.cityops.jobs.device;

import io.cityops.jobs.intake.DeviceReport;
import io.cityops.jobs.wire.CopyBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInfo;

/** One report as its row in the archive of raw readings, ready for the database, so that it is written out only once. */
@TypeInfo(ReportRowLayout.class)
public class ReportRow {
    /** The columns of {@link #bytes}, in their order. */
    public static final String COLUMNS =
            "observed_at, received_at, seq, quality, content, device_id, drill, measures, measured, doubts";

    private static final int COLUMN_COUNT = 10;

    public String sector = "";
    /** A row as {@link CopyBytes} writes it. */
    public byte[] bytes = {};

    public static ReportRow of(DeviceReport report) {
        return of(report, Shape.of(report.measures), new CopyBytes());
    }

    /** @param row to write it into */
    static ReportRow of(DeviceReport report, Shape shape, CopyBytes row) {
        row.row(COLUMN_COUNT)
                .timestamp(report.observedAtMillis)
                .timestamp(report.receivedAtMillis)
                .int8(report.seq)
                .int4(report.quality)
                .int4(shape.content)
                .text(report.deviceId)
                .text(report.drill)
                .column(shape.column)
                .float8s(report.values);
        if (report.doubts.length == 0) {
            row.nothing();
        } else {
            row.int4s(report.doubts);
        }
        ReportRow made = new ReportRow();
        made.sector = report.sector;
        made.bytes = row.toBytes();
        return made;
    }

    /** What the row says; type, area and interval of the device are not in it. */
    public DeviceReport report() {
        ByteBuffer row = ByteBuffer.wrap(bytes).position(Short.BYTES);
        DeviceReport report = new DeviceReport();
        report.sector = sector;
        report.observedAtMillis = CopyBytes.epochMillis(column(row).getLong());
        report.receivedAtMillis = CopyBytes.epochMillis(column(row).getLong());
        report.seq = column(row).getLong();
        report.quality = column(row).getInt();
        column(row); // content
        report.deviceId = text(column(row));
        report.drill = text(column(row));
        report.measures =
                Arrays.stream(elements(column(row))).map(ReportRow::text).toArray(String[]::new);
        report.values = Arrays.stream(elements(column(row)))
                .mapToDouble(ByteBuffer::getDouble)
                .toArray();
        report.doubts = Arrays.stream(elements(column(row)))
                .mapToInt(ByteBuffer::getInt)
                .toArray();
        return report;
    }

    /** The next one; empty where it is null. */
    private static ByteBuffer column(ByteBuffer row) {
        int length = Math.max(0, row.getInt());
        ByteBuffer column = row.slice(row.position(), length);
        row.position(row.position() + length);
        return column;
    }

    private static ByteBuffer[] elements(ByteBuffer array) {
        if (array.remaining() == 0 || array.getInt() == 0) {
            return new ByteBuffer[0];
        }
        array.position(array.position() + 2 * Integer.BYTES); // no nulls; the type
        ByteBuffer[] elements = new ByteBuffer[array.getInt()];
        array.getInt(); // counted from 1
        Arrays.setAll(elements, i -> column(array));
        return elements;
    }

    private static String text(ByteBuffer column) {
        return StandardCharsets.UTF_8.decode(column).toString();
    }

    @Override
    public String toString() {
        return report().toString();
    }
}
