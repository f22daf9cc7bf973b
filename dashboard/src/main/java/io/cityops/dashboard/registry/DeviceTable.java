package io.cityops.dashboard.registry;

import io.cityops.dashboard.access.Scope;
import io.cityops.model.catalogue.Catalogue;
import io.cityops.model.registry.DeviceRow;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV table of devices that somebody wants to register, and all that is wrong with it, row by row: columns {@code id},
 * {@code type}, {@code area} and optionally {@code lat}, {@code lon}, {@code interval} or {@code interval_seconds},
 * {@code concentrator}, {@code external_id}, as the command line has them.
 *
 * @param devices those without a fault, in the table's order
 * @param faults the first {@link #MOST_FAULTS}
 */
record DeviceTable(List<DeviceRow.Valid> devices, List<Fault> faults) {
    static final int MOST_ROWS = 10_000;
    private static final int MOST_FAULTS = 500;
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setTrim(true)
            .setIgnoreEmptyLines(true)
            .get();

    /**
     * What is wrong with a row.
     *
     * @param line from 1, the header's; 0: the table as a whole
     * @param kind of {@link DeviceRow.Fault.Kind}, or {@code missing-column}, {@code unknown-column}, {@code not-csv},
     *     {@code empty}, {@code too-long}, {@code twice}, {@code outside}, {@code known}, {@code no-concentrator}
     */
    record Fault(long line, String id, String kind, String value, String near) {}

    DeviceTable {
        devices = List.copyOf(devices);
        faults = List.copyOf(faults);
    }

    /** @param scope whose areas and sectors a device must be in */
    static DeviceTable read(String text, Catalogue catalogue, Scope scope) {
        List<Fault> faults = new ArrayList<>();
        Map<String, DeviceRow.Valid> devices = new LinkedHashMap<>();
        String unmarked = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (CSVParser parser = FORMAT.parse(new StringReader(unmarked))) {
            checkHeader(parser.getHeaderNames(), faults);
            if (faults.isEmpty()) {
                for (CSVRecord line : parser) {
                    check(parser.getCurrentLineNumber(), row(line), catalogue, scope, devices, faults);
                    if (line.getRecordNumber() > MOST_ROWS) {
                        faults.add(0, new Fault(0, "", "too-long", Integer.toString(MOST_ROWS), ""));
                        break;
                    }
                }
            }
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            faults.add(0, new Fault(0, "", "not-csv", String.valueOf(e.getMessage()), ""));
        }
        if (devices.isEmpty() && faults.isEmpty()) {
            faults.add(new Fault(0, "", "empty", "", ""));
        }
        return new DeviceTable(
                List.copyOf(devices.values()),
                faults.stream().limit(MOST_FAULTS).toList());
    }

    private static void checkHeader(List<String> header, List<Fault> faults) {
        DeviceRow.NEEDED_COLUMNS.stream()
                .filter(name -> !header.contains(name))
                .sorted()
                .forEach(name -> faults.add(new Fault(0, "", "missing-column", name, "")));
        header.stream()
                .filter(name -> !DeviceRow.isColumn(name))
                .forEach(name -> faults.add(new Fault(0, "", "unknown-column", name, "")));
    }

    private static void check(
            long line,
            DeviceRow row,
            Catalogue catalogue,
            Scope scope,
            Map<String, DeviceRow.Valid> devices,
            List<Fault> faults) {
        switch (row.check(catalogue)) {
            case DeviceRow.Valid device -> {
                if (!scope.has(device.area(), device.sector())) {
                    faults.add(new Fault(line, device.id(), "outside", device.area(), ""));
                } else if (devices.putIfAbsent(device.id(), device) != null) {
                    faults.add(new Fault(line, device.id(), "twice", device.id(), ""));
                }
            }
            case DeviceRow.Refused refused ->
                refused.faults()
                        .forEach(fault -> faults.add(new Fault(
                                line,
                                refused.id(),
                                fault.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                                fault.value(),
                                fault.near())));
        }
    }

    private static DeviceRow row(CSVRecord line) {
        return DeviceRow.of(column -> line.isSet(column) ? line.get(column) : "");
    }
}
