package io.cityops.localstack.registry;

import io.cityops.localstack.StackFailure;
import io.cityops.model.registry.DeviceRow;
import java.io.IOException;
import java.io.Reader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Devices as a CSV table with a header: id, type, area, and optionally lat, lon, interval or interval_seconds, concentrator, external_id. */
public final class DeviceCsv {
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    private DeviceCsv() {}

    /** One device and where it stands, counted from the file's first line as 1. */
    public record Line(long number, DeviceRow row) {}

    /** @throws StackFailure when the header is not of this kind of table */
    public static List<Line> read(Reader text) throws IOException {
        try (CSVParser parser = FORMAT.parse(text)) {
            checkHeader(parser.getHeaderNames());
            return parser.stream()
                    .map(line -> new Line(parser.getCurrentLineNumber(), row(line)))
                    .toList();
        } catch (IllegalArgumentException | java.io.UncheckedIOException e) {
            throw new StackFailure("this is not a CSV table: " + e.getMessage(), allowed(), e);
        }
    }

    private static void checkHeader(List<String> header) {
        Set<String> missing = new TreeSet<>(DeviceRow.NEEDED_COLUMNS);
        header.forEach(missing::remove);
        if (!missing.isEmpty()) {
            throw new StackFailure("the table has no column " + String.join(", ", missing), allowed());
        }
        for (String name : header) {
            if (!DeviceRow.isColumn(name)) {
                throw new StackFailure("the table has an unknown column '" + name + "'", allowed());
            }
        }
    }

    private static String allowed() {
        return "Its first line names the columns: id,type,area and optionally"
                + " lat,lon,interval,concentrator,external_id";
    }

    private static DeviceRow row(CSVRecord line) {
        return DeviceRow.of(column -> line.isSet(column) ? line.get(column) : "");
    }
}
